using Google.Protobuf;
using GridCity.Rpc.Client;

namespace GridCity.Rpc;

/// <summary>
/// Calls to one server over HTTP/2; safe for use by many callers at once. <c>http:</c> speaks HTTP/2 without TLS
/// (prior knowledge), <c>https:</c> with TLS.
/// </summary>
public sealed class RpcChannel : IDisposable
{
    // A server that stands still is noticed while calls are under way; a watch has no other sign of it.
    private static readonly TimeSpan KeepAliveDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAliveLimit = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _invoker;

    public RpcChannel(Uri address, RpcChannelOptions? options = null)
    {
        Address = address;
        Options = options ?? new RpcChannelOptions();
        _invoker = new HttpMessageInvoker(Options.Handler ?? CreateHandler(Options), Options.Handler is null);
    }

    public Uri Address { get; }

    internal RpcChannelOptions Options { get; }

    /// <summary>One request, one response.</summary>
    /// <exception cref="RpcException">The call ended with another status than OK.</exception>
    public Task<TResponse> UnaryAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions options = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        UnaryExchange.CallAsync(this, method, request, options);

    /// <summary>One request, one response with its headers and trailers.</summary>
    /// <exception cref="RpcException">The call ended with another status than OK.</exception>
    public Task<RpcReply<TResponse>> UnaryReplyAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions options = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        UnaryExchange.CallWithMetadataAsync(this, method, request, options);

    /// <summary>One request, a stream of responses: <c>await foreach</c> over <c>ReadAllAsync</c>.</summary>
    public RpcStream<TRequest, TResponse> ServerStreaming<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions options = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(this, method, options, request);

    /// <summary>A stream of requests, and of responses if the method has one.</summary>
    public RpcStream<TRequest, TResponse> Streaming<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, RpcCallOptions options = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(this, method, options, null);

    public void Dispose() => _invoker.Dispose();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _invoker.SendAsync(request, cancellation);

    private static SocketsHttpHandler CreateHandler(RpcChannelOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            KeepAlivePingDelay = KeepAliveDelay,
            KeepAlivePingTimeout = KeepAliveLimit,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
        options.ConfigureHandler?.Invoke(handler);
        return handler;
    }
}
