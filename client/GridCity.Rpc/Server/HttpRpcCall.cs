using Google.Protobuf;
using GridCity.Rpc.Wire;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Server;

/// <summary>
/// A call on an HTTP/2 stream. The gate lets the deadline end the response while the method still runs, without ever
/// writing at the same time as the method does.
/// </summary>
internal sealed class HttpRpcCall : RpcCall, IDisposable
{
    private const int GateOpen = 0;
    private const int GateBusy = 1;
    private const int GateEnded = 2;

    private readonly RpcServerOptions _options;
    private HttpContext? _http;
    private RpcMetadata? _requestHeaders;
    private CallDeadline? _deadline;
    private Task _endedByDeadline = Task.CompletedTask;
    private bool _areHeadersSet;
    private bool _mayCompress;
    private int _gate;

    public HttpRpcCall(HttpContext http, RpcMethod method, RpcServerOptions options)
    {
        _http = http;
        _options = options;
        Method = method;
        CompressResponse = options.CompressResponses;
        http.Response.ContentType = RequestCheck.ContentType;
    }

    public override RpcMethod Method { get; }

    public override string Peer => PeerText.Of(Http.Connection);

    public override DateTimeOffset? Deadline => _deadline?.At;

    public override CancellationToken CancellationToken => _deadline?.Token ?? Http.RequestAborted;

    public override RpcMetadata RequestHeaders => _requestHeaders ??= HttpMetadata.Read(Http.Request.Headers);

    public CallEnding Ending =>
        new(Http.TraceIdentifier, CancellationToken.IsCancellationRequested, _deadline is { IsPassed: true });

    // The stream's context serves another call afterwards: late use must fail, not read another caller's data.
    private HttpContext Http => _http ?? throw new ObjectDisposedException(
        nameof(RpcCall), "The call has ended: take what is needed from it before the method returns.");

    private CancellationToken DeadlineToken => _deadline?.Token ?? CancellationToken.None;

    public override string? GetHeader(string name) => HttpMetadata.Find(Http.Request.Headers, name);

    /// <summary>Starts the clock, if the caller set one.</summary>
    public void Start()
    {
        if ((string?)Http.Request.Headers.GrpcTimeout is not { } text)
            return;
        if (!GrpcTimeout.TryParse(text, out var timeout))
            throw new RpcException(
                StatusCode.Internal, $"grpc-timeout '{text}' is not up to 8 digits and one of HMSmun.");
        _deadline = new CallDeadline(timeout, Http.RequestAborted, EndByDeadline, _options.Time);
    }

    public MessageReader<T> CreateReader<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var encoding = RpcEncodings.Parse(Http.Request.Headers.GrpcEncoding);
        if (encoding == RpcEncoding.Unknown)
            Http.Response.Headers.GrpcAcceptEncoding = RpcEncodings.Accepted;
        return new MessageReader<T>(Http.Request.BodyReader, parser, _options.ReceiveBytesMax, encoding);
    }

    /// <summary>Reads the only message of the request.</summary>
    public ValueTask<T> ReadSingleAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        CreateReader(parser).ReadSingleAsync(DeadlineToken);

    /// <summary>Writes a message into the response's buffer.</summary>
    /// <returns>Bytes written.</returns>
    public int Write<T>(T message)
        where T : class, IMessage<T>
    {
        Enter();
        try
        {
            SetHeaders();
            return MessageWriter.Write(
                Http.Response.BodyWriter, message, _options.SendBytesMax, CompressResponse && _mayCompress);
        }
        finally
        {
            Volatile.Write(ref _gate, GateOpen);
        }
    }

    /// <summary>Sends what was written; waits while the caller does not read.</summary>
    public async ValueTask FlushAsync()
    {
        Enter();
        try
        {
            SetHeaders();
            var result = await Http.Response.BodyWriter.FlushAsync(CancellationToken);
            if (result.IsCompleted || result.IsCanceled)
                throw new OperationCanceledException("The caller does not listen any more.");
        }
        finally
        {
            Volatile.Write(ref _gate, GateOpen);
        }
        DeadlineToken.ThrowIfCancellationRequested();
    }

    /// <summary>Ends the response, unless the deadline did.</summary>
    /// <returns>The status that the caller gets.</returns>
    public StatusCode End(
        StatusCode code, string? message = null, Google.Rpc.Status? details = null, RpcMetadata? custom = null)
    {
        if (Interlocked.CompareExchange(ref _gate, GateEnded, GateOpen) != GateOpen)
            return StatusCode.DeadlineExceeded;
        WriteEnd(code, message, details, custom);
        return code;
    }

    /// <summary>Stops the clock, and waits until the response is out if the deadline ended it.</summary>
    public Task StopAsync()
    {
        _deadline?.Dispose();
        _deadline = null;
        return _endedByDeadline;
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _http = null;
    }

    private void Enter()
    {
        if (Interlocked.CompareExchange(ref _gate, GateBusy, GateOpen) == GateOpen)
            return;
        if (_gate == GateEnded)
            throw new OperationCanceledException("The call has ended.");
        throw new InvalidOperationException("Only one message can be written at a time.");
    }

    private void EndByDeadline()
    {
        if (Interlocked.CompareExchange(ref _gate, GateEnded, GateOpen) != GateOpen)
            return;
        _endedByDeadline = CompleteByDeadlineAsync();
    }

    // Runs on a timer's thread: as a task, its failure reaches who awaits the call and not the process.
    private async Task CompleteByDeadlineAsync()
    {
        WriteEnd(StatusCode.DeadlineExceeded, CallFailures.DeadlineText, null, null);
        await Http.Response.CompleteAsync();
    }

    private void WriteEnd(StatusCode code, string? message, Google.Rpc.Status? details, RpcMetadata? custom)
    {
        // A refusal without headers of its own is one header block, "Trailers-Only" in the protocol.
        var isWhole = code != StatusCode.OK && !_areHeadersSet && !HasResponseHeaders;
        if (!isWhole)
            SetHeaders();
        var target = isWhole ? Http.Response.Headers : ResponseEnd.Trailers(Http);
        ResponseEnd.Write(target, code, message, details, custom);
        ResponseEnd.Write(target, ResponseTrailersIfAny);
    }

    private void SetHeaders()
    {
        if (_areHeadersSet)
            return;
        _areHeadersSet = true;
        ResponseEnd.Write(Http.Response.Headers, TakeResponseHeaders());
        if (!CompressResponse || !RpcEncodings.AcceptGzip(Http.Request.Headers.GrpcAcceptEncoding))
            return;
        _mayCompress = true;
        Http.Response.Headers.GrpcEncoding = RpcEncodings.Gzip;
    }
}
