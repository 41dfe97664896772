using System.Diagnostics;
using GridCity.Bench.Load;
using GridCity.Bench.Results;

namespace GridCity.Bench.Measures;

/// <summary>One grain that everybody writes to: durable commands through gRPC on a single duty grid.</summary>
internal static class HotGrainMeasure
{
    public const double RateMin = 1_000;

    public static async Task<Measure> RunAsync(IReadOnlyList<Func<Task>> callers, TimeSpan length)
    {
        var latencies = new Latencies();
        await Callers.AsFastAsPossibleAsync(callers, TimeSpan.FromSeconds(2), new());
        var start = Stopwatch.GetTimestamp();
        var accepted = await Callers.AsFastAsPossibleAsync(callers, length, latencies);
        var rate = accepted / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new()
        {
            Rate = rate,
            P50Ms = latencies.Quantile(0.5),
            P99Ms = latencies.Quantile(0.99),
            Seconds = length.TotalSeconds,
            Missed = rate < RateMin ? $"rate under {RateMin}/s" : null,
        };
    }
}
