using Google.Protobuf;

namespace GridCity.Rpc;

/// <summary>A method and the code that answers it. One of four sealed kinds; a host takes each by a visitor.</summary>
public abstract class BoundMethod
{
    private protected BoundMethod(RpcMethod method) => Method = method;

    public RpcMethod Method { get; }

    /// <summary>Calls the visitor's method for this kind, with the message types known.</summary>
    public abstract TResult Accept<TResult>(IBoundMethodVisitor<TResult> visitor);
}

/// <summary>One request, one response.</summary>
public sealed class UnaryMethod<TRequest, TResponse>(
    RpcMethod<TRequest, TResponse> method, Func<TRequest, RpcCall, ValueTask<TResponse>> invoke) : BoundMethod(method)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public new RpcMethod<TRequest, TResponse> Method { get; } = method;

    public Func<TRequest, RpcCall, ValueTask<TResponse>> Invoke { get; } = invoke;

    public override TResult Accept<TResult>(IBoundMethodVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A stream of requests, one response.</summary>
public sealed class ClientStreamMethod<TRequest, TResponse>(
    RpcMethod<TRequest, TResponse> method, Func<IAsyncEnumerable<TRequest>, RpcCall, ValueTask<TResponse>> invoke)
    : BoundMethod(method)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public new RpcMethod<TRequest, TResponse> Method { get; } = method;

    public Func<IAsyncEnumerable<TRequest>, RpcCall, ValueTask<TResponse>> Invoke { get; } = invoke;

    public override TResult Accept<TResult>(IBoundMethodVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>One request, a stream of responses.</summary>
public sealed class ServerStreamMethod<TRequest, TResponse>(
    RpcMethod<TRequest, TResponse> method, Func<TRequest, RpcCall, IAsyncEnumerable<TResponse>> invoke)
    : BoundMethod(method)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public new RpcMethod<TRequest, TResponse> Method { get; } = method;

    public Func<TRequest, RpcCall, IAsyncEnumerable<TResponse>> Invoke { get; } = invoke;

    public override TResult Accept<TResult>(IBoundMethodVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>A stream of requests, a stream of responses, in any order.</summary>
public sealed class DuplexMethod<TRequest, TResponse>(
    RpcMethod<TRequest, TResponse> method,
    Func<IAsyncEnumerable<TRequest>, RpcCall, IAsyncEnumerable<TResponse>> invoke)
    : BoundMethod(method)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public new RpcMethod<TRequest, TResponse> Method { get; } = method;

    public Func<IAsyncEnumerable<TRequest>, RpcCall, IAsyncEnumerable<TResponse>> Invoke { get; } = invoke;

    public override TResult Accept<TResult>(IBoundMethodVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>What a host does with each kind of method.</summary>
public interface IBoundMethodVisitor<out TResult>
{
    TResult Visit<TRequest, TResponse>(UnaryMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>;

    TResult Visit<TRequest, TResponse>(ClientStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>;

    TResult Visit<TRequest, TResponse>(ServerStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>;

    TResult Visit<TRequest, TResponse>(DuplexMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>;
}
