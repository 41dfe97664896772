using System.Diagnostics;
using GridCity.Bench.Ceiling;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Grains;
using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Local;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridCity.Bench.Measures;

/// <summary>
/// In silo to in silo, one durable command per call, no gRPC between. In the cluster build it stands beside Orleans' own
/// WriteStateAsync on ADO.NET, in the same silo and taking turns with it.
/// </summary>
internal sealed class InSiloMeasure(NpgsqlDataSource source, int callers, TimeSpan length)
{
    public const int GrainsCount = 1_000;

    private const int Turns = 3;

    private static readonly Actor Administrator = new("bench", Role.Administrator);

    /// <summary>What every mailbox of this process shares.</summary>
    public static GrainServices Services(NpgsqlDataSource source, PostgresJournal journal, TimeProvider time, IOtherSilos? others = null) =>
        new(journal, new PostgresMailTable(source), new GridClock(time), GrainKinds.Of, CapturedLoop.Town, NullLogger.Instance, others);

    /// <summary>On the local engine: a rate without a rival.</summary>
    public async Task<Measure> RunLocalAsync()
    {
        await using var journal = new PostgresJournal(source, () => 0);
        var mail = new PostgresMailTable(source);
        await using var engine = new LocalEngine(
            Services(source, journal, TimeProvider.System), mail, new PostgresTimerTable(source), AlwaysServing.Instance);
        await engine.StartAsync();
        return await RunAsync(engine, rival: null);
    }

    /// <param name="rival">Writes the state of the grain with that number once; null for none.</param>
    public async Task<Measure> RunAsync(IGridEngine engine, Func<int, Task>? rival)
    {
        var (latencies, ours, theirs) = (new Latencies(), new List<double>(), new List<double>());
        await LoadAsync(grain => CommandAsync(engine, grain), new());
        if (rival is not null) await LoadAsync(rival, new());
        for (var turn = 0; turn < Turns; turn++)
        {
            if (rival is not null) theirs.Add(await LoadAsync(rival, new()));
            ours.Add(await LoadAsync(grain => CommandAsync(engine, grain), latencies));
        }

        var measured = new Measure
        {
            Rate = Median(ours),
            Ceiling = rival is null ? null : Median(theirs),
            P50Ms = latencies.Quantile(0.5),
            P99Ms = latencies.Quantile(0.99),
            Seconds = length.TotalSeconds,
            Details = new() { ["beside"] = rival is null ? "nothing: Orleans is not in this build" : "Orleans WriteStateAsync, ADO.NET", ["callers"] = callers },
        };
        return measured.Ratio < 1 ? measured with { Missed = "slower than WriteStateAsync" } : measured;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private async Task<double> LoadAsync(Func<int, Task> call, Latencies latencies)
    {
        var random = Enumerable.Range(0, callers).Select(seed => new Random(seed)).ToArray();
        var (start, turn) = (Stopwatch.GetTimestamp(), length / (2 * Turns));
        var calls = await Callers.AsFastAsPossibleAsync(
            [.. random.Select(own => (Func<Task>)(() => call(own.Next(GrainsCount))))], turn, latencies);
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task CommandAsync(IGridEngine engine, int grain)
    {
        var origin = new CallerCommand("bench", Guid.CreateVersion7(), UInt128.One, Administrator);
        var id = Guid.CreateVersion7().ToString("N")[24..];
        var outcome = await engine.AskAsync(DutyGridKind.Kind.Id($"330106009{grain:D6}"), new DutyGridCommand.Appoint([$"I-{id}"]), origin);
        if (outcome is Outcome.Refused { Why: var why }) throw new InvalidOperationException($"{why.Code}: {why.Message}");
    }
}
