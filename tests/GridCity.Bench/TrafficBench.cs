using GridCity.Bench.Edges;
using GridCity.Bench.Results;
using GridCity.Bench.Traffic;
using GridCity.Sumo;

namespace GridCity.Bench;

/// <summary><c>ops/bench traffic</c>: intersections, each measure on a fresh city of its own where it needs one.</summary>
/// <param name="signals">Scenarios of SUMO for the measures of delay; null leaves them out.</param>
internal sealed class TrafficBench(EdgeSettings settings, SignalSettings? signals)
{
    /// <summary>Every measure by its name, in the order in which they run.</summary>
    private static readonly (string Name, Func<EdgeSettings, Task<EdgeMeasured>> Run)[] All =
    [
        ("loop_1300", Loop1300Measure.RunAsync),
    ];

    public static string[] Names => [.. DelayMeasures.Names, .. All.Select(measure => measure.Name)];

    /// <param name="json">Where to write the result; null for nowhere.</param>
    /// <param name="only">Names of what to measure; none for all.</param>
    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed, 2 when a scenario could not be run.</returns>
    public async Task<int> RunAsync(string? json, string[] only)
    {
        if (Directory.Exists(settings.Folder)) Directory.Delete(settings.Folder, recursive: true);
        var (measures, durability) = (new Dictionary<string, Measure>(), new Dictionary<string, string>());
        try
        {
            foreach (var (name, measure) in Delays(json, only)) measures[name] = measure;
        }
        catch (SumoException failure)
        {
            await Console.Error.WriteLineAsync($"traffic: {failure.Message}");
            return 2;
        }

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

    /// <summary>On SUMO; beside the result goes a CSV with a row for each run.</summary>
    private Dictionary<string, Measure> Delays(string? json, string[] only)
    {
        if (signals is null || (only.Length > 0 && !only.Intersect(DelayMeasures.Names).Any())) return [];
        var runs = TrafficRuns.Run(signals);
        if (json is not null) runs.Write(Path.ChangeExtension(json, ".csv"));
        return DelayMeasures.Of(runs);
    }
}
