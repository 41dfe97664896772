using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.AspNetCore;

/// <summary>Tells Grpc.AspNetCore of every bound method.</summary>
internal sealed class GrpcBridgeMethods(RpcServices services, ILogger log) : IServiceMethodProvider<GrpcBridge>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<GrpcBridge> context)
    {
        var visitor = new Visitor(context, services.Options, log);
        foreach (var method in services.Methods)
            method.Accept(visitor);
    }

    private sealed class Visitor(
        ServiceMethodProviderContext<GrpcBridge> context, RpcServerOptions options, ILogger log)
        : IBoundMethodVisitor<bool>
    {
        public bool Visit<TRequest, TResponse>(UnaryMethod<TRequest, TResponse> method)
            where TRequest : class, IMessage<TRequest>
            where TResponse : class, IMessage<TResponse>
        {
            var bridge = new CallBridge(method.Method, options, log);
            context.AddUnaryMethod(GrpcMethods.Create(method.Method), [], (_, request, call) =>
                bridge.RunAsync(call, rpc => method.Invoke(request, rpc)));
            return true;
        }

        public bool Visit<TRequest, TResponse>(ClientStreamMethod<TRequest, TResponse> method)
            where TRequest : class, IMessage<TRequest>
            where TResponse : class, IMessage<TResponse>
        {
            var bridge = new CallBridge(method.Method, options, log);
            context.AddClientStreamingMethod(GrpcMethods.Create(method.Method), [], (_, requests, call) =>
                bridge.RunAsync(call, rpc => method.Invoke(requests.ReadAllAsync(call.CancellationToken), rpc)));
            return true;
        }

        public bool Visit<TRequest, TResponse>(ServerStreamMethod<TRequest, TResponse> method)
            where TRequest : class, IMessage<TRequest>
            where TResponse : class, IMessage<TResponse>
        {
            var bridge = new CallBridge(method.Method, options, log);
            context.AddServerStreamingMethod(GrpcMethods.Create(method.Method), [], (_, request, responses, call) =>
                bridge.RunAsync(call, responses, rpc => method.Invoke(request, rpc)));
            return true;
        }

        public bool Visit<TRequest, TResponse>(DuplexMethod<TRequest, TResponse> method)
            where TRequest : class, IMessage<TRequest>
            where TResponse : class, IMessage<TResponse>
        {
            var bridge = new CallBridge(method.Method, options, log);
            context.AddDuplexStreamingMethod(GrpcMethods.Create(method.Method), [], (_, requests, responses, call) =>
                bridge.RunAsync(
                    call, responses, rpc => method.Invoke(requests.ReadAllAsync(call.CancellationToken), rpc)));
            return true;
        }
    }
}
