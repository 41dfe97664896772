using GridCity.Bench.Edges;
using GridCity.Bench.Results;
using GridCity.Bench.Web;

namespace GridCity.Bench;

/// <summary><c>ops/bench web</c>: the pages in a browser on a slow machine, and many cockpits at one silo.</summary>
internal sealed class WebBench(WebSettings settings)
{
    /// <summary>Every measure by its name, in the order in which they run.</summary>
    private static readonly (string Name, Func<WebSettings, Task<EdgeMeasured>> Run)[] All =
    [
        ("cockpits", one => CockpitMeasure.RunAsync(one.Edge)),
        ("first_paint", HandheldMeasure.FirstPaintAsync),
        ("first_load", HandheldMeasure.FirstLoadAsync),
        ("queue", QueueMeasure.RunAsync),
        ("map", MapMeasure.RunAsync),
    ];

    public static string[] Names => [.. All.Select(measure => measure.Name)];

    /// <param name="json">Where to write the result; null for nowhere.</param>
    /// <param name="only">Names of what to measure; none for all.</param>
    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed.</returns>
    public async Task<int> RunAsync(string? json, string[] only)
    {
        var folder = settings.Edge.Folder;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var (measures, durability) = (new Dictionary<string, Measure>(), new Dictionary<string, string>());
        foreach (var (name, run) in All.Where(measure => only.Length == 0 || only.Contains(measure.Name)))
        {
            var measured = await run(settings with { Edge = settings.Edge with { Folder = Path.Combine(folder, name) } });
            (measures[name], durability) = (measured.Measure, measured.Durability);
        }

        var report = new BenchReport(CoreBench.Build, settings.Edge.Engine, durability, measures);
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }
}
