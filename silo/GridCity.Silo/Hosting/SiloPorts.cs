using GridCity.Rpc;
using GridCity.Rpc.Json;
using GridCity.Silo.Configuration;
using GridCity.Silo.Edges.Http;
using GridCity.Silo.Web;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using IPNetwork = System.Net.IPNetwork;

namespace GridCity.Silo.Hosting;

/// <summary>
/// Kestrel with the three ports: gRPC on HTTP/2, HTTP/JSON on HTTP/1.1 (and on the port of gRPC, for who speaks HTTP/2),
/// health and metrics on HTTP/1.1. Without TLS one port cannot offer both versions of HTTP.
/// </summary>
internal static class SiloPorts
{
    /// <summary>How long calls under way may still take when the silo stops.</summary>
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    /// <exception cref="SiloStartException">A port is taken.</exception>
    public static async Task<WebApplication> OpenAsync(SiloOptions options, RpcServices services, Action<IEndpointRouteBuilder> mapOperations)
    {
        // Left alone, the host watches its content root for changed settings: with the data folder below it, that means
        // every write of the database.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainMax);
        // The silo handles Ctrl-C and SIGTERM itself: the database has to be stopped after the ports.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseRpcLimits();
            kestrel.Listen(options.Listen, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(options.Health, port =>
            {
                port.Protocols = HttpProtocols.Http1;
                port.Use(next => connection =>
                {
                    connection.Features.Set(OperationsPort.Instance);
                    return next(connection);
                });
            });
            kestrel.Listen(options.Http, port => port.Protocols = HttpProtocols.Http1);
        });
        var json = HttpEdge.Api(services);
        BuildHosting.AddRpc(builder, services);
        HttpEdge.Add(builder.Services, json, options.HttpOrigins);
        var app = builder.Build();
        app.Use(UnavailableWhenGone);
        if (options.HttpProxies.Count > 0) app.UseForwardedHeaders(Proxies(options.HttpProxies));
        BuildHosting.UseRpc(app, services);
        app.UseJsonProblems();
        app.UseRouting();
        app.Use(OperationsPort.KeepApart);
        app.Use(Pages(options));
        app.Use(SessionCookies.HandleAsync);
        HttpEdge.Use(app, json);
        mapOperations(app.MapGroup("").WithMetadata(OperationsPort.Instance));
        await ListenAsync(app, options);
        return app;
    }

    private static ForwardedHeadersOptions Proxies(IReadOnlyList<IPNetwork> networks)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null,
        };
        // Of a chain of proxies each is asked whether it is known; what the framework trusts by itself is this machine's address.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        return options;
    }

    /// <summary>
    /// A request that comes by an open connection after all was put away hears that nobody is here: a client asks another
    /// silo with the same command id, or this one when it is back.
    /// </summary>
    private static async Task UnavailableWhenGone(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (ObjectDisposedException gone) when (gone.ObjectName == nameof(IServiceProvider) && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>Pages are what the API and the other port have no answer for.</summary>
    private static Func<HttpContext, RequestDelegate, Task> Pages(SiloOptions options)
    {
        var pages = new WebPages(new(options.Web ?? Path.Combine(AppContext.BaseDirectory, "web")), new(options.MapOrigins));
        return async (http, next) =>
        {
            if (http.GetEndpoint() is not null || http.Features.Get<OperationsPort>() is not null || !await pages.TryAnswerAsync(http))
                await next(http);
        };
    }

    private static async Task ListenAsync(WebApplication app, SiloOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException error)
        {
            await app.DisposeAsync();
            throw new SiloStartException(
                $"{options.Listen}, {options.Health} or {options.Http} cannot be listened on: {error.Message} "
                + "Choose others with --listen, --health and --http.",
                error);
        }
    }

    /// <summary>Marks connections to the port of health and metrics: the world outside is not to see these.</summary>
    private sealed class OperationsPort
    {
        public static readonly OperationsPort Instance = new();

        /// <summary>What is found on the other port is not found.</summary>
        public static Task KeepApart(HttpContext http, RequestDelegate next)
        {
            var (asked, found) = (http.Features.Get<OperationsPort>(), http.GetEndpoint()?.Metadata.GetMetadata<OperationsPort>());
            if (asked != found) http.SetEndpoint(null);
            return next(http);
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
