using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Server;

/// <summary>One handler per kind of call.</summary>
internal sealed class CallHandlerFactory(RpcServerOptions options, ILogger log) : IBoundMethodVisitor<CallHandler>
{
    public CallHandler Visit<TRequest, TResponse>(UnaryMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new UnaryHandler<TRequest, TResponse>(method, options, log);

    public CallHandler Visit<TRequest, TResponse>(ClientStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new ClientStreamHandler<TRequest, TResponse>(method, options, log);

    public CallHandler Visit<TRequest, TResponse>(ServerStreamMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new ServerStreamHandler<TRequest, TResponse>(method, options, log);

    public CallHandler Visit<TRequest, TResponse>(DuplexMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new DuplexHandler<TRequest, TResponse>(method, options, log);
}

internal sealed class UnaryHandler<TRequest, TResponse>(
    UnaryMethod<TRequest, TResponse> method, RpcServerOptions options, ILogger log)
    : CallHandler(method.Method, options, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    protected override async Task AnswerAsync(HttpContext http, HttpRpcCall call)
    {
        var request = await call.ReadSingleAsync(method.Method.RequestParser);
        call.Write(await method.Invoke(request, call));
    }
}

internal sealed class ClientStreamHandler<TRequest, TResponse>(
    ClientStreamMethod<TRequest, TResponse> method, RpcServerOptions options, ILogger log)
    : CallHandler(method.Method, options, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    protected override async Task AnswerAsync(HttpContext http, HttpRpcCall call)
    {
        StreamingBody.AllowSlowAndLong(http);
        call.Write(await method.Invoke(StreamingBody.ReadAll(call, method.Method.RequestParser), call));
    }
}

internal sealed class ServerStreamHandler<TRequest, TResponse>(
    ServerStreamMethod<TRequest, TResponse> method, RpcServerOptions options, ILogger log)
    : CallHandler(method.Method, options, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    protected override async Task AnswerAsync(HttpContext http, HttpRpcCall call)
    {
        var request = await call.ReadSingleAsync(method.Method.RequestParser);
        await StreamingBody.WriteAllAsync(call, method.Invoke(request, call));
    }
}

internal sealed class DuplexHandler<TRequest, TResponse>(
    DuplexMethod<TRequest, TResponse> method, RpcServerOptions options, ILogger log)
    : CallHandler(method.Method, options, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    protected override Task AnswerAsync(HttpContext http, HttpRpcCall call)
    {
        StreamingBody.AllowSlowAndLong(http);
        var requests = StreamingBody.ReadAll(call, method.Method.RequestParser);
        return StreamingBody.WriteAllAsync(call, method.Invoke(requests, call));
    }
}
