using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace GridCity.Rpc.Tests.Support;

/// <summary>What came back, as it was on the wire.</summary>
internal sealed record RawResponse(
    HttpStatusCode Http, HttpResponseHeaders Headers, byte[] Body, HttpResponseHeaders Trailers)
{
    public string? Status => Single("grpc-status");

    public string? Message => Single("grpc-message");

    public string? Single(string name) =>
        Headers.TryGetValues(name, out var values) || Trailers.TryGetValues(name, out values) ? values.Single() : null;
}

/// <summary>Sends requests that no proper gRPC client would send.</summary>
internal sealed class RawClient(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>A length-prefixed message.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte flag = 0)
    {
        byte[] frame = [flag, 0, 0, 0, 0, .. message];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        return frame;
    }

    public Task<RawResponse> PostAsync(RpcMethod method, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, method.Path, body, "application/grpc", headers);

    public async Task<RawResponse> SendAsync(
        HttpMethod method, string path, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _invoker.SendAsync(request, CancellationToken.None);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new RawResponse(response.StatusCode, response.Headers, bytes, response.TrailingHeaders);
    }

    public void Dispose() => _invoker.Dispose();
}
