using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Rpc;

/// <summary>Hosts services on Kestrel.</summary>
public static class RpcHosting
{
    private const int StreamsPerConnectionMax = 1024;
    private const int ConnectionWindowBytes = 1024 * 1024;
    private const int StreamWindowBytes = 256 * 1024;

    private static readonly TimeSpan KeepAliveDelay = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Answers gRPC requests; anything else goes on to the next handler. It is a plain middleware, not routing: one
    /// look-up by path. Put it first.
    /// </summary>
    public static IApplicationBuilder UseRpc(this IApplicationBuilder app, RpcServices services)
    {
        var logging = app.ApplicationServices.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        var server = new Server.RpcServer(services, logging.CreateLogger("GridCity.Rpc"));
        return app.Use(next => http => server.HandleAsync(http, next));
    }

    /// <summary>
    /// Limits for many calls on few connections: up to 1,024 at once on each, with a window of 256 KiB per call and
    /// 1 MiB per connection, which is also the most that a connection makes the server hold. A connection that is
    /// silent for half a minute is asked whether it is still there, so that watchers without a network are let go.
    /// </summary>
    public static void UseRpcLimits(this KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
        kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindowBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = KeepAliveDelay;
    }
}
