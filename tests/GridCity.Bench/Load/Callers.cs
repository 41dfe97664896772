using System.Diagnostics;

namespace GridCity.Bench.Load;

/// <summary>Callers that work side by side for a bounded time, as fast as they are answered or at a given rate.</summary>
internal static class Callers
{
    /// <summary>Each caller acts as soon as its last act was answered.</summary>
    /// <returns>How many acts were accepted. A refusal or an error ends the run: the load is legal by construction.</returns>
    public static async Task<long> AsFastAsPossibleAsync(IReadOnlyList<Func<Task>> callers, TimeSpan length, Latencies latencies)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            var count = 0L;
            for (; Stopwatch.GetElapsedTime(start) < length; count++)
            {
                var begun = Stopwatch.GetTimestamp();
                await caller();
                latencies.Record(Stopwatch.GetElapsedTime(begun));
            }

            return count;
        })));
        return counts.Sum();
    }

    /// <summary>
    /// Acts are due at a steady rate, whoever is free takes the next. Latency counts from the moment an act was due, so
    /// that waiting for a free caller is not forgotten.
    /// </summary>
    public static async Task<long> AtRateAsync(
        IReadOnlyList<Func<Task>> callers, double rate, TimeSpan length, Latencies latencies)
    {
        var (start, next) = (Stopwatch.GetTimestamp(), -1L);
        var last = (long)(rate * length.TotalSeconds);
        await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var ticket && ticket < last)
            {
                var due = TimeSpan.FromSeconds(ticket / rate);
                if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early) await Task.Delay(early);
                await caller();
                latencies.Record(Stopwatch.GetElapsedTime(start) - due);
            }
        })));
        return last;
    }
}
