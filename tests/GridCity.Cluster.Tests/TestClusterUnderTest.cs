using System.Collections.Concurrent;
using GridCity.Conformance.Engines;
using GridCity.Conformance.Probes;
using GridCity.Grains.Orleans;
using GridCity.Grains.Orleans.Hosting;
using GridCity.Runtime.Engine;
using GridCity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace GridCity.Cluster.Tests;

/// <summary>Silos of one cluster in this process, asked by a client outside of them.</summary>
public abstract class TestClusterUnderTest(short silos) : EngineUnderTest
{
    private readonly ConcurrentDictionary<string, SeverableDatabase> _databases = new();
    private InProcessTestCluster? _cluster;
    private OrleansEngine? _engine;

    public override IGridEngine Engine => _engine ?? throw new InvalidOperationException("The cluster has not been started.");

    public override async Task StartAsync(string connectionString)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((options, silo) => silo.AddGridCityGrains(_ => Parts(options.SiloName, connectionString)));
        builder.ConfigureClient(client => client.AddGridCityEngine(TestKinds.All));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _engine = new(_cluster.Client, TestKinds.All);
    }

    public override async Task StopAsync()
    {
        if (_cluster is { } cluster) await cluster.DisposeAsync();
        foreach (var database in _databases.Values) await database.DisposeAsync();
        _cluster = null;
    }

    public override Task ForgetAsync() =>
        _cluster!.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public override async Task KillAsync()
    {
        var victim = _cluster!.Silos[^1];
        _databases[victim.Name].Sever();
        await _cluster.KillSiloAsync(victim);
    }

    public override async Task ReviveAsync()
    {
        await _cluster!.StartAdditionalSiloAsync();
        // A client outside of the silos finds the new one only when it looks again.
        await Eventually.Is(IsReachedAsync, "the client has found the new silo");
    }

    private async Task<bool> IsReachedAsync()
    {
        try
        {
            await Engine.ReadAsync(ProbeKind.Kind.Id("anybody"));
            return true;
        }
        catch (GridUnavailableException)
        {
            return false;
        }
    }

    private GrainParts Parts(string silo, string connectionString)
    {
        var database = _databases[silo] = new(connectionString);
        return new(database.Services(isAlone: false), database, database, TestKinds.All);
    }
}
