using GridCity.Rpc;
using GridCity.Silo.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GridCity.Silo.Hosting;

/// <summary>Kestrel with the two ports: gRPC on HTTP/2, health and metrics on HTTP/1.1.</summary>
internal static class SiloPorts
{
    /// <summary>How long calls under way may still take when the silo stops.</summary>
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    /// <exception cref="SiloStartException">A port is taken.</exception>
    public static async Task<WebApplication> OpenAsync(SiloOptions options, RpcServices services, Action<WebApplication> map)
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
            kestrel.Listen(options.Health, port => port.Protocols = HttpProtocols.Http1);
        });
        BuildHosting.AddRpc(builder, services);
        var app = builder.Build();
        BuildHosting.UseRpc(app, services);
        map(app);
        await ListenAsync(app, options);
        return app;
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
                $"{options.Listen} or {options.Health} cannot be listened on: {error.Message} Choose others with --listen and --health.", error);
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
