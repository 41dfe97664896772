using System.Diagnostics;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Type.V1;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Edges;

/// <summary>
/// 10,000 open watches. First all of them watch the whole city, and an act counts until the last of them has seen it. Then
/// they watch other things than what happens, and the silo's processor time for each act is compared with that beside one
/// watcher; what the open streams take while nothing happens is taken off.
/// </summary>
internal sealed class WatchMeasure(EdgeSilo silo)
{
    private const int WatchersMax = 10_000;
    private const int ActsWatched = 50;
    private const double LatencyMsMax = 1_000;

    /// <summary>Above the noise of a shared machine, far below a cost that grows with 10,000 watchers.</summary>
    private const double GrowthMax = 1.25;

    private const double Rate = 400;
    private static readonly TimeSpan LoadLength = TimeSpan.FromSeconds(15), IdleLength = TimeSpan.FromSeconds(10);
    private static readonly int[] Others = [0, 1_000, 10_000];

    private readonly CityDesk _desk = new(silo.Channel, silo.Tokens);

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        // One token opens all streams here.
        await using var silo = await EdgeSilo.StartAsync(settings, "--caller-streams", "11000");
        return new(await new WatchMeasure(silo).RunAsync(settings.Callers), silo.Durability);
    }

    private async Task<Measure> RunAsync(int callers)
    {
        await _desk.SignOnAsync();
        var before = ProcessFacts.MemoryMb(silo.Silo.Pid);
        var (latencies, slowest, memory) = await LatencyAsync();
        Func<Task>[] lives = [.. Enumerable.Range(1, callers).Select(seed => (Func<Task>)new CaseLife(_desk, seed).NextAsync)];
        await Callers.AtRateAsync(lives, Rate, LoadLength, new());
        var costs = new Dictionary<int, List<double>>();
        foreach (var others in (int[])[.. Others, .. Others.Reverse()])
            (costs.TryGetValue(others, out var list) ? list : costs[others] = []).Add(await CostAsync(others, lives));
        var cost = costs.ToDictionary(one => one.Key, one => one.Value.Average());
        var (ms, growth, missed) = (slowest.TotalMilliseconds, cost[WatchersMax] / cost[0], new List<string>());
        if (ms >= LatencyMsMax) missed.Add($"the slowest event took {ms:0} ms, not under {LatencyMsMax}");
        if (growth >= GrowthMax) missed.Add($"an act costs {growth:0.00} times as much beside {WatchersMax} others");
        return new()
        {
            P50Ms = latencies.Quantile(0.5),
            P99Ms = latencies.Quantile(0.99),
            SiloMemoryMb = Math.Round(memory),
            Missed = missed.Count == 0 ? null : string.Join("; ", missed),
            Details = new()
            {
                ["watchers"] = WatchersMax,
                ["slowest_ms"] = Math.Round(ms, 1),
                ["silo_memory_mb_before"] = Math.Round(before),
                ["silo_cpu_us_per_act_by_other_watchers"] = cost.ToDictionary(one => $"{one.Key}", one => Math.Round(one.Value)),
            },
        };
    }

    private async Task<(Latencies Latencies, TimeSpan Slowest, double MemoryMb)> LatencyAsync()
    {
        await using var crowd = await OpenAsync(WatchersMax, _ => new() { Area = new() });
        var (latencies, slowest) = (new Latencies(), TimeSpan.Zero);
        for (var act = 0; act < ActsWatched; act++)
        {
            var begun = Stopwatch.GetTimestamp();
            await crowd.AllSeeAsync(() => _desk.RegisterAsync(new()
            {
                CommandId = CityDesk.NewId(), Category = BenchCity.Categories[0],
                Place = new Point { Latitude = BenchCity.South + 0.01, Longitude = BenchCity.West + 0.01 },
            }));
            var took = Stopwatch.GetElapsedTime(begun);
            latencies.Record(took);
            if (took > slowest) slowest = took;
        }

        return (latencies, slowest, ProcessFacts.MemoryMb(silo.Silo.Pid));
    }

    /// <returns>Microseconds of the silo's processor time for one act.</returns>
    private async Task<double> CostAsync(int others, IReadOnlyList<Func<Task>> lives)
    {
        await using var one = await OpenAsync(1, _ => new() { Area = new() });
        await using var crowd = await OpenAsync(others, Elsewhere);
        var idle = await SecondsAsync(() => Task.Delay(IdleLength)) / IdleLength.TotalSeconds;
        var begun = Stopwatch.GetTimestamp();
        var acts = 0L;
        var spent = await SecondsAsync(async () => acts = await Callers.AtRateAsync(lives, Rate, LoadLength, new()));
        return (spent - (idle * Stopwatch.GetElapsedTime(begun).TotalSeconds)) / acts * 1e6;
    }

    /// <summary>Communities, and queues of departments, in which nothing happens.</summary>
    private static WatchRequest Elsewhere(int number) => number % 2 == 0
        ? new() { Area = new() { CellPrefix = $"330107{number % 1_000:D3}{number / 1_000:D3}" } }
        : new() { Queue = new() { Department = $"X{number}", Stage = Stage.Dispatched } };

    private async Task<double> SecondsAsync(Func<Task> act)
    {
        var before = ProcessUse.Seconds(silo.Silo.Pid);
        await act();
        return ProcessUse.Seconds(silo.Silo.Pid) - before;
    }

    private Task<WatchCrowd> OpenAsync(int count, Func<int, WatchRequest> requestOf) =>
        WatchCrowd.OpenAsync(silo.Place.Address, silo.Tokens.Clerk, count, requestOf);
}
