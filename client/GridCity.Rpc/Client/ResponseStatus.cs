using System.Net;
using System.Net.Http.Headers;
using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Client;

/// <summary>Reads headers, trailers and the status out of a response.</summary>
internal static class ResponseStatus
{
    /// <summary>Checks what came before any message.</summary>
    /// <exception cref="RpcException">The response is not gRPC, or it is a refusal without messages.</exception>
    public static void ThrowIfNotGrpc(HttpResponseMessage response)
    {
        if (Text(response.Headers, StatusLine.StatusName) is { } status && status != "0")
            throw Read(response.Headers)!;
        if (response.StatusCode != HttpStatusCode.OK)
            throw new RpcException(
                CodeOf(response.StatusCode), $"The server answered with HTTP {(int)response.StatusCode}.");
        if (response.Content.Headers.NonValidated.TryGetValues("content-type", out var type)
            && type.ToString().StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase))
            return;
        throw new RpcException(StatusCode.Unknown, $"The server answered with '{type}', which is not gRPC.");
    }

    /// <summary>Checks the status after the last message.</summary>
    /// <exception cref="RpcException">The status is not OK, or there is none.</exception>
    public static void ThrowIfNotOk(HttpResponseMessage response)
    {
        var end = Text(response.TrailingHeaders, StatusLine.StatusName) is null
            ? response.Headers
            : response.TrailingHeaders;
        if (Text(end, StatusLine.StatusName) is null)
            throw new RpcException(StatusCode.Internal, "The response ended without a grpc-status.");
        if (Read(end) is { } error)
            throw error;
    }

    public static RpcMetadata Metadata(HttpHeaders headers)
    {
        var metadata = new RpcMetadata();
        foreach (var (name, values) in headers.NonValidated)
            foreach (var value in values)
                metadata.AddFromWire(name, value);
        return metadata;
    }

    public static RpcEncoding Encoding(HttpResponseMessage response) =>
        RpcEncodings.Parse(Text(response.Headers, "grpc-encoding"));

    private static RpcException? Read(HttpHeaders headers)
    {
        var code = StatusLine.Parse(Text(headers, StatusLine.StatusName));
        return code == StatusCode.OK
            ? null
            : new RpcException(
                code,
                PercentEncoding.Decode(Text(headers, StatusLine.MessageName) ?? ""),
                StatusLine.ParseDetails(Text(headers, StatusLine.DetailsName)),
                Metadata(headers));
    }

    private static string? Text(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    // gRPC, "HTTP to gRPC Status Code Mapping".
    private static StatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
