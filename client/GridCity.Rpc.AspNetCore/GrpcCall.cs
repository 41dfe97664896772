using Grpc.Core;
using GridCity.Rpc.Server;
using GridCity.Rpc.Wire;
using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.AspNetCore;

/// <summary>A call that Grpc.AspNetCore hosts.</summary>
internal sealed class GrpcCall : RpcCall
{
    private static readonly WriteOptions Plain = new(WriteFlags.NoCompress);
    private static readonly WriteOptions Compressed = new();

    private readonly ServerCallContext _context;
    private readonly HttpContext _http;
    private RpcMetadata? _requestHeaders;

    public GrpcCall(ServerCallContext context, RpcMethod method, RpcServerOptions options)
    {
        _context = context;
        _http = context.GetHttpContext();
        Method = method;
        CompressResponse = options.CompressResponses;
    }

    /// <summary>True once the caller has, or is about to have, the response headers.</summary>
    public bool AreHeadersSent { get; private set; }

    public override RpcMethod Method { get; }

    public override string Peer => _context.Peer;

    public override DateTimeOffset? Deadline => _context.Deadline == DateTime.MaxValue ? null : _context.Deadline;

    public override CancellationToken CancellationToken => _context.CancellationToken;

    public override RpcMetadata RequestHeaders => _requestHeaders ??= HttpMetadata.Read(_http.Request.Headers);

    public CallEnding Ending => new(
        _http.TraceIdentifier,
        IsCancelled: CancellationToken.IsCancellationRequested,
        IsDeadlinePassed: CancellationToken.IsCancellationRequested && !_http.RequestAborted.IsCancellationRequested);

    public override string? GetHeader(string name) => HttpMetadata.Find(_http.Request.Headers, name);

    /// <summary>Sends the headers, unless they are sent.</summary>
    public Task SendHeadersAsync()
    {
        if (AreHeadersSent)
            return Task.CompletedTask;
        AreHeadersSent = true;
        return _context.WriteResponseHeadersAsync(ToGrpc(TakeResponseHeaders()));
    }

    /// <summary>Sends the headers that the method has set, and says whether the next message is compressed.</summary>
    public Task BeforeMessageAsync()
    {
        _context.WriteOptions = CompressResponse ? Compressed : Plain;
        if (HasResponseHeaders)
            return SendHeadersAsync();
        AreHeadersSent = true;
        TakeResponseHeaders();
        return Task.CompletedTask;
    }

    public void WriteTrailers(RpcMetadata? more)
    {
        foreach (var metadata in (ReadOnlySpan<RpcMetadata?>)[ResponseTrailersIfAny, more])
            if (metadata is not null)
                foreach (var entry in ToGrpc(metadata))
                    _context.ResponseTrailers.Add(entry);
    }

    /// <summary>The status as the exception that Grpc.AspNetCore takes.</summary>
    public async Task<Grpc.Core.RpcException> ToGrpcAsync(RpcException status)
    {
        if (HasResponseHeaders && !CancellationToken.IsCancellationRequested)
            await SendHeadersAsync();
        WriteTrailers(status.HasTrailers ? status.Trailers : null);
        var trailers = new Metadata();
        if (status.Details is not null)
            trailers.Add(StatusLine.DetailsName, Google.Protobuf.MessageExtensions.ToByteArray(status.Details));
        return new Grpc.Core.RpcException(new Status((Grpc.Core.StatusCode)status.Code, status.Message), trailers);
    }

    private static Metadata ToGrpc(RpcMetadata metadata)
    {
        var converted = new Metadata();
        foreach (var entry in metadata)
            converted.Add(entry.IsBinary
                ? new Metadata.Entry(entry.Name, entry.Bytes)
                : new Metadata.Entry(entry.Name, entry.Text));
        return converted;
    }
}
