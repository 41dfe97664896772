namespace GridCity.Rpc;

/// <summary>
/// What a service method knows of the call that it answers, whoever hosts it. It belongs to the call: once the method
/// has returned it must not be used any more.
/// </summary>
public abstract class RpcCall
{
    private RpcMetadata? _responseHeaders;
    private RpcMetadata? _responseTrailers;
    private Dictionary<object, object?>? _items;

    /// <summary>Which method was called.</summary>
    public abstract RpcMethod Method { get; }

    /// <summary>Address of the other side, as <c>ipv4:127.0.0.1:50000</c> or <c>ipv6:[::1]:50000</c>.</summary>
    public abstract string Peer { get; }

    /// <summary>When the caller stops waiting, or null when it waits for ever.</summary>
    public abstract DateTimeOffset? Deadline { get; }

    /// <summary>Cancelled when the caller gave up, the connection broke, or the deadline has passed.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>All request metadata; for one name <see cref="GetHeader"/> is cheaper, it makes no list.</summary>
    public abstract RpcMetadata RequestHeaders { get; }

    /// <summary>
    /// Sent with the first message, or with the status when there is no message. A stream of responses sends them when
    /// its method first waits, so that the caller knows that it is heard: set them before.
    /// </summary>
    public RpcMetadata ResponseHeaders => _responseHeaders ??= [];

    /// <summary>Sent with the status.</summary>
    public RpcMetadata ResponseTrailers => _responseTrailers ??= [];

    /// <summary>Who calls, as the authenticating interceptor found out; null before it ran.</summary>
    public object? User { get; set; }

    /// <summary>For interceptors that hand more than the user to the services.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    /// <summary>
    /// Whether the next messages to the caller are compressed; they are only if the caller accepts gzip, and if this
    /// was already true when the first one was sent.
    /// </summary>
    public bool CompressResponse { get; set; }

    /// <summary>One text value of the request's metadata, or null; names are case-insensitive.</summary>
    public abstract string? GetHeader(string name);

    /// <summary>Whether the method has set headers: asking does not make an empty list.</summary>
    protected bool HasResponseHeaders => _responseHeaders is not null;

    /// <summary>The trailers that the method has set, or null: asking does not make an empty list.</summary>
    protected RpcMetadata? ResponseTrailersIfAny => _responseTrailers;

    /// <summary>Takes the headers to send them; adding one afterwards is an error of the method.</summary>
    protected RpcMetadata TakeResponseHeaders()
    {
        _responseHeaders ??= RpcMetadata.SentEmpty;
        _responseHeaders.MarkAsSent();
        return _responseHeaders;
    }
}
