using System.Net;
using GridCity.Bench.Measures;
using GridCity.Bench.Results;
using GridCity.Grains.Orleans;
using GridCity.Grains.Orleans.Hosting;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Testing.Silos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridCity.Bench.Cluster;

/// <summary>One Orleans silo in this process, with our grains and the plain one beside them.</summary>
internal static class OrleansInSilo
{
    public static async Task<Measure> RunAsync(InSiloMeasure measure, NpgsqlDataSource source, string connectionString)
    {
        await using var journal = new PostgresJournal(source, () => 0);
        var parts = new GrainParts(
            InSiloMeasure.Services(source, journal, TimeProvider.System, new PostgresOtherSilos(source)),
            new PostgresMailTable(source), new PostgresTimerTable(source), OrleansKinds.All);
        var settings = new OrleansSettings
        {
            ConnectionString = connectionString,
            Cluster = "bench",
            Silo = IPEndPoint.Parse(FreePorts.Address()),
            GatewayPort = 0,
        };
        await using var silo = await OrleansSilo.StartAsync(settings, parts, NullLoggerFactory.Instance);
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        return await measure.RunAsync(silo.Engine, grain => grains.GetGrain<IPlainGrain>($"cell-{grain}").SetAsync(Guid.CreateVersion7().ToString("N")[24..]));
    }
}
