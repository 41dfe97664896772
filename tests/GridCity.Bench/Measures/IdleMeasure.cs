using GridCity.Bench.Ceiling;
using GridCity.Bench.Results;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridCity.Bench.Measures;

/// <summary>What 100,000 cases cost in memory while nobody asks for them, and that they leave it in the end.</summary>
internal static class IdleMeasure
{
    public const int Grains = 100_000;
    public const double MemoryMbMax = 200;

    private const int AtOnce = 256;

    public static async Task<Measure> RunAsync(NpgsqlDataSource source)
    {
        var time = new ManualTimeProvider();
        var options = new LocalEngineOptions();
        var mail = new PostgresMailTable(source);
        await using var journal = new PostgresJournal(source, () => 0);
        var services = new GrainServices(journal, mail, new GridClock(time), GrainKinds.Of, CapturedLoop.Town, NullLogger.Instance);
        await using var engine = new LocalEngine(services, mail, new PostgresTimerTable(source), AlwaysServing.Instance, options);
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var part in (await CaseKeysAsync(source)).Chunk(AtOnce))
            await Task.WhenAll(part.Select(key => engine.ReadAsync(CaseKind.Kind.Id(key))));
        var (held, used) = (engine.Activations, GC.GetTotalMemory(forceFullCollection: true) - empty);
        time.Advance(options.IdleMax + TimeSpan.FromMinutes(1));
        engine.Evict();
        var left = engine.Activations;
        var usedMb = used / 1e6;
        return new()
        {
            Details = new() { ["grains"] = held, ["memory_mb"] = Math.Round(usedMb, 1), ["bytes_per_grain"] = used / Math.Max(held, 1), ["left_after_idle"] = left },
            Missed = held < Grains ? $"only {held} cases in the database; load longer"
                : usedMb > MemoryMbMax ? $"over {MemoryMbMax} MB"
                : left > 0 ? $"{left} not evicted" : null,
        };
    }

    private static async Task<List<string>> CaseKeysAsync(NpgsqlDataSource source)
    {
        var keys = new List<string>(Grains);
        await using var command = source.CreateCommand($"SELECT id FROM case_row LIMIT {Grains}");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) keys.Add(reader.GetString(0));
        return keys;
    }
}
