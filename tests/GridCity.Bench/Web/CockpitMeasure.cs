using System.Diagnostics;
using GridCity.Bench.Edges;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Protos.Type.V1;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Web;

/// <summary>
/// 200 open cockpits of the whole city with all its cells. An act counts until the last of them has read the figures that it
/// is in. Then a load of whole lives runs beside none, one and 200 of them, and the silo's processor time for each act is
/// compared; what the open streams take while nothing happens is taken off.
/// </summary>
internal sealed class CockpitMeasure(EdgeSilo silo)
{
    private const int CockpitsMax = 200;
    private const int ActsWatched = 40;
    private const double LatencyMsMax = 2_000;

    /// <summary>The silo's processor time for an act beside 200 cockpits, over that beside one: above a shared machine's noise.</summary>
    private const double GrowthMax = 1.25;

    private const double Rate = 100;
    private static readonly TimeSpan LoadLength = TimeSpan.FromSeconds(12), IdleLength = TimeSpan.FromSeconds(6);
    private static readonly int[] Crowds = [0, 1, CockpitsMax];

    private readonly CityDesk _desk = new(silo.Channel, silo.Tokens);

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        await using var silo = await EdgeSilo.StartAsync(settings);
        return new(await new CockpitMeasure(silo).RunAsync(settings.Callers), silo.Durability);
    }

    private async Task<Measure> RunAsync(int callers)
    {
        await _desk.SignOnAsync();
        var (latencies, bytes) = await LatencyAsync();
        Func<Task>[] lives = [.. Enumerable.Range(1, callers).Select(seed => (Func<Task>)new CaseLife(_desk, seed).NextAsync)];
        await Callers.AtRateAsync(lives, Rate, LoadLength, new());
        var costs = new Dictionary<int, List<double>>();
        foreach (var crowd in (int[])[.. Crowds, .. Crowds.Reverse()])
            (costs.TryGetValue(crowd, out var list) ? list : costs[crowd] = []).Add(await CostAsync(crowd, lives));
        var cost = costs.ToDictionary(one => one.Key, one => one.Value.Average());
        var (p99, growth, missed) = (latencies.Quantile(0.99), cost[CockpitsMax] / cost[1], new List<string>());
        if (p99 >= LatencyMsMax) missed.Add($"p99 of event to screen is {p99:0} ms, not under {LatencyMsMax}");
        if (growth >= GrowthMax) missed.Add($"an act costs {growth:0.00} times as much beside {CockpitsMax} cockpits as beside one");
        return new()
        {
            P50Ms = latencies.Quantile(0.5),
            P99Ms = p99,
            SiloMemoryMb = Math.Round(ProcessFacts.MemoryMb(silo.Silo.Pid)),
            Missed = missed.Count == 0 ? null : string.Join("; ", missed),
            Details = new()
            {
                ["cockpits"] = CockpitsMax,
                ["growth"] = Math.Round(growth, 2),
                ["bytes_per_message"] = bytes,
                ["silo_cpu_us_per_act_by_cockpits"] = cost.ToDictionary(one => $"{one.Key}", one => Math.Round(one.Value)),
            },
        };
    }

    private async Task<(Latencies Latencies, long Bytes)> LatencyAsync()
    {
        await using var crowd = await OpenAsync(CockpitsMax);
        var (latencies, begunBytes) = (new Latencies(), crowd.Bytes);
        for (var act = 1; act <= ActsWatched; act++)
        {
            var begun = Stopwatch.GetTimestamp();
            await crowd.AllSeeAsync(act, () => _desk.RegisterAsync(new()
            {
                CommandId = CityDesk.NewId(), Category = BenchCity.Categories[0],
                Place = new Point { Latitude = BenchCity.South + 0.01, Longitude = BenchCity.West + 0.01 },
            }));
            latencies.Record(Stopwatch.GetElapsedTime(begun));
            // Acts come at any moment of the fan-out's second.
            await Task.Delay(37 * (act % 27));
        }

        return (latencies, (crowd.Bytes - begunBytes) / ActsWatched / CockpitsMax);
    }

    /// <returns>Microseconds of the silo's processor time for one act.</returns>
    private async Task<double> CostAsync(int cockpits, IReadOnlyList<Func<Task>> lives)
    {
        await using var crowd = await OpenAsync(cockpits);
        var idle = await SecondsAsync(() => Task.Delay(IdleLength)) / IdleLength.TotalSeconds;
        var begun = Stopwatch.GetTimestamp();
        var acts = 0L;
        var spent = await SecondsAsync(async () => acts = await Callers.AtRateAsync(lives, Rate, LoadLength, new()));
        return (spent - (idle * Stopwatch.GetElapsedTime(begun).TotalSeconds)) / acts * 1e6;
    }

    private async Task<double> SecondsAsync(Func<Task> act)
    {
        var before = ProcessUse.Seconds(silo.Silo.Pid);
        await act();
        return ProcessUse.Seconds(silo.Silo.Pid) - before;
    }

    private Task<CockpitCrowd> OpenAsync(int count) => CockpitCrowd.OpenAsync(
        new($"http://{silo.Place.Http}"), silo.Tokens.Clerk.GetText("authorization")!, $"/v1/areas/{BenchCity.City}/figures/watch?level=cell", count);
}
