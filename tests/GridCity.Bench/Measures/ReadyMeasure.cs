using System.Diagnostics;
using GridCity.Bench.Results;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Measures;

/// <summary>How long a silo needs from the start of its process until it serves, on the data of the load before.</summary>
internal static class ReadyMeasure
{
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(5);

    private const int Starts = 3;

    public static async Task<Measure> RunAsync(SiloPlace place)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var silo = await SiloProcess.StartReadyAsync(place);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await silo.StopAsync();
        }

        return new()
        {
            P50Ms = times.Order().ElementAt(Starts / 2),
            P99Ms = times.Max(),
            Details = new() { ["starts_ms"] = times.ConvertAll(time => Math.Round(time)), ["with"] = "the private PostgreSQL's start" },
            Missed = times.Max() > Max.TotalMilliseconds ? $"not ready within {Max.TotalSeconds} s" : null,
        };
    }
}
