using GridCity.Bench.Edges;
using GridCity.Bench.Results;
using GridCity.Bench.Traffic;

namespace GridCity.Bench;

/// <summary><c>ops/bench traffic</c>: intersections, each measure on a fresh city of its own where it needs one.</summary>
internal sealed class TrafficBench(EdgeSettings settings)
{
    /// <summary>Every measure by its name, in the order in which they run.</summary>
    private static readonly (string Name, Func<EdgeSettings, Task<EdgeMeasured>> Run)[] All =
    [
        ("loop_1300", Loop1300Measure.RunAsync),
    ];

    public static string[] Names => [.. All.Select(measure => measure.Name)];

    /// <param name="json">Where to write the result; null for nowhere.</param>
    /// <param name="only">Names of what to measure; none for all.</param>
    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed.</returns>
    public async Task<int> RunAsync(string? json, string[] only)
    {
        if (Directory.Exists(settings.Folder)) Directory.Delete(settings.Folder, recursive: true);
        var (measures, durability) = (new Dictionary<string, Measure>(), new Dictionary<string, string>());
        foreach (var (name, run) in All.Where(measure => only.Length == 0 || only.Contains(measure.Name)))
        {
            var measured = await run(settings with { Folder = Path.Combine(settings.Folder, name) });
            (measures[name], durability) = (measured.Measure, measured.Durability);
        }

        var report = new BenchReport(CoreBench.Build, settings.Engine, durability, measures);
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }
}
