using System.Net;
#if CLUSTER
using GridCity.Rpc.AspNetCore;
#endif
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Load;

/// <summary>What answers the echo calls.</summary>
public enum EchoKind
{
    /// <summary>Kestrel with nothing on it: bytes in, the same bytes out, a status.</summary>
    Bare,

    /// <summary>Our own layer.</summary>
    Rpc,
#if CLUSTER
    /// <summary>Grpc.AspNetCore with a service written for it.</summary>
    Grpc,

    /// <summary>Grpc.AspNetCore with our service, through the adapter.</summary>
    Adapter,
#endif
}

/// <summary>A server with one echo method.</summary>
public static class EchoServer
{
    public const string Path = "/gridcity.bench.v1.Echo/Echo";

    /// <summary>Starts a server on a free port of the loopback address.</summary>
    public static async Task<WebApplication> StartAsync(EchoKind kind)
    {
        var services = new RpcServices().Add(EchoReflection.Descriptor.Services[0], new EchoService());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseRpcLimits();
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
        });
        var app = Build(kind, builder, services);
        await app.StartAsync();
        return app;
    }

    private static WebApplication Build(EchoKind kind, WebApplicationBuilder builder, RpcServices services)
    {
#if CLUSTER
        if (kind == EchoKind.Grpc)
            builder.Services.AddGrpc();
        if (kind == EchoKind.Adapter)
            builder.Services.AddRpcOnGrpc(services);
#endif
        var app = builder.Build();
        switch (kind)
        {
            case EchoKind.Bare:
                app.Run(BareEcho.AnswerAsync);
                break;
            case EchoKind.Rpc:
                app.UseRpc(services);
                break;
#if CLUSTER
            case EchoKind.Grpc:
                app.MapGrpcService<GrpcEcho>();
                break;
            case EchoKind.Adapter:
                app.MapRpcOnGrpc();
                break;
#endif
        }
        return app;
    }
}
