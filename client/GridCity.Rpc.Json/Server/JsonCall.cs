using GridCity.Rpc.Server;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Json.Server;

/// <summary>A call that came as an HTTP request with JSON.</summary>
internal sealed class JsonCall : RpcCall, IDisposable
{
    private HttpContext? _http;
    private readonly CancellationTokenSource? _end;
    private RpcMetadata? _requestHeaders;

    public JsonCall(HttpContext http, RpcMethod method)
    {
        _http = http;
        Method = method;
        // A stream waits for what happens: whoever ends it has to end the waiting too.
        if (method.Kind is RpcKind.ServerStreaming or RpcKind.DuplexStreaming) _end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
    }

    public override RpcMethod Method { get; }

    public override string Peer => PeerText.Of(Http.Connection);

    /// <summary>HTTP has no deadlines: a caller that stops waiting hangs up.</summary>
    public override DateTimeOffset? Deadline => null;

    public override CancellationToken CancellationToken => _end?.Token ?? Http.RequestAborted;

    public override RpcMetadata RequestHeaders => _requestHeaders ??= HttpMetadata.Read(Http.Request.Headers);

    public CallEnding Ending => new(Http.TraceIdentifier, Http.RequestAborted.IsCancellationRequested, IsDeadlinePassed: false);

    // The context serves another call afterwards: late use must fail, not read another caller's data.
    private HttpContext Http => _http ?? throw new ObjectDisposedException(
        nameof(RpcCall), "The call has ended: take what is needed from it before the method returns.");

    public override string? GetHeader(string name) => HttpMetadata.Find(Http.Request.Headers, name);

    /// <summary>Puts the metadata that the method has set into the response's headers, which are not sent yet.</summary>
    public void SetHeaders()
    {
        if (!HasResponseHeaders) return;
        foreach (var entry in TakeResponseHeaders()) Http.Response.Headers.Append(entry.Name, entry.Text);
    }

    /// <summary>Ends what the method of a stream waits for.</summary>
    public void Cancel() => _end?.Cancel();

    public void Dispose()
    {
        _end?.Dispose();
        _http = null;
    }
}
