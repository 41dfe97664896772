using System.IO.Compression;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.AspNetCore;

/// <summary>Hosts the same services on Grpc.AspNetCore.</summary>
public static class RpcGrpcHosting
{
    /// <summary>Registers the services; <see cref="MapRpcOnGrpc"/> then maps them.</summary>
    public static IServiceCollection AddRpcOnGrpc(this IServiceCollection collection, RpcServices services)
    {
        collection.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = services.Options.ReceiveBytesMax;
            options.MaxSendMessageSize = services.Options.SendBytesMax;
            // Whether a message is compressed is decided call by call, as in our own host.
            options.ResponseCompressionAlgorithm = "gzip";
            options.ResponseCompressionLevel = CompressionLevel.Fastest;
            options.EnableDetailedErrors = false;
            // Its answer to unknown services takes every path of two parts, also those of others on the same server. To a
            // gRPC client 404 means UNIMPLEMENTED as well.
            options.IgnoreUnknownServices = true;
        });
        collection.AddSingleton<GrpcBridge>();
        collection.AddSingleton<IServiceMethodProvider<GrpcBridge>>(provider => new GrpcBridgeMethods(
            services, provider.GetRequiredService<ILoggerFactory>().CreateLogger("GridCity.Rpc")));
        return collection;
    }

    /// <summary>Maps the registered services as endpoints.</summary>
    public static IEndpointConventionBuilder MapRpcOnGrpc(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGrpcService<GrpcBridge>();
}

/// <summary>Stands for all our services where Grpc.AspNetCore wants a type to map.</summary>
internal sealed class GrpcBridge;
