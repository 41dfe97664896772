#if CLUSTER
using GridCity.Rpc.AspNetCore;
#endif
using Microsoft.AspNetCore.Builder;

namespace GridCity.Rpc.Tests.Support;

/// <summary>What can host the services of a test.</summary>
public enum RpcHost
{
    /// <summary>Our own layer.</summary>
    Own,
#if CLUSTER
    /// <summary>Grpc.AspNetCore, through the adapter.</summary>
    GrpcAspNetCore,
#endif
}

internal static class RpcHosts
{
    public static RpcHost[] All { get; } = Enum.GetValues<RpcHost>();

    /// <summary>Builds an application that serves.</summary>
    public static WebApplication Build(this RpcHost host, WebApplicationBuilder builder, RpcServices services)
    {
#if CLUSTER
        if (host == RpcHost.GrpcAspNetCore)
        {
            builder.Services.AddRpcOnGrpc(services);
            var mapped = builder.Build();
            mapped.MapRpcOnGrpc();
            return mapped;
        }
#endif
        var app = builder.Build();
        app.UseRpc(services);
        return app;
    }
}
