using GridCity.Runtime.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>One silo of a cluster in this process, running.</summary>
public sealed class OrleansSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private OrleansSilo(IHost host) => (_host, Engine) = (host, host.Services.GetRequiredService<OrleansEngine>());

    /// <summary>Reaches every grain of the cluster.</summary>
    public IGridEngine Engine { get; }

    /// <summary>Grains in memory on this silo.</summary>
    public int Activations => Services.GetRequiredService<ActivationCount>().Now;

    /// <summary>Pieces of mail on their way from this silo.</summary>
    public int MailWaiting => Services.GetRequiredService<DeliveryHost>().MailWaiting;

    /// <summary>What the silo is made of, for those who host grains of their own beside ours.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Joins the cluster; complete once grains can be placed here.</summary>
    /// <exception cref="Exception">Orleans' own, when a port is taken or the database is away.</exception>
    public static async Task<OrleansSilo> StartAsync(OrleansSettings settings, GrainParts parts, ILoggerFactory logging)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.AddGridCityOrleans(settings, _ => parts);
        var host = builder.Build();
        try
        {
            await StartAsync(host, settings, logging.CreateLogger("GridCity.Cluster"));
            return new(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static async Task StartAsync(IHost host, OrleansSettings settings, ILogger log)
    {
        using var started = new CancellationTokenSource();
        await using var database = NpgsqlDataSource.Create(settings.ConnectionString);
        var watching = new GoneSilos(database, settings, log).WatchAsync(started.Token);
        try
        {
            await host.StartAsync();
        }
        finally
        {
            await started.CancelAsync();
            await watching;
        }
    }

    /// <summary>Leaves the cluster: calls under way end, grains move to the other silos.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>The process is not ours to end: whoever started the silo stops it.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
