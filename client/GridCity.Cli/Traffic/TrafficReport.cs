using System.Globalization;
using System.Net;
using CsvHelper;
using GridCity.Sumo.Logs;

namespace GridCity.Cli.Traffic;

/// <summary>A run beside its baseline: pictures, the figures behind them as CSV, and a page that shows all of it.</summary>
internal sealed class TrafficReport(string folder)
{
    /// <summary>Of a run a time-space diagram shows so much, from its middle, where no other time is named.</summary>
    private const int DiagramSeconds = 600;

    private readonly List<string> _pictures = [];

    /// <param name="corridor">Roads in their order; none for the busiest.</param>
    /// <param name="from">First second of the diagrams; null for the middle of the run.</param>
    /// <exception cref="TrafficFault">The two runs are not of the same streets, or the corridor is none.</exception>
    public void Compare(RunLog run, RunLog baseline, IReadOnlyList<string> corridor, int? from)
    {
        Directory.CreateDirectory(folder);
        if (!run.Roads.Keys.Order().SequenceEqual(baseline.Roads.Keys.Order()))
            throw new TrafficFault($"{run.Folder} and {baseline.Folder} are logs of different streets");
        RunLog[] both = [run, baseline];
        Draw("standing.svg", "Vehicles that stand", "vehicles", log => Curve(log, one => one.Standing));
        Draw("driving.svg", "Vehicles on the streets", "vehicles", log => Curve(log, one => one.Driving));
        Draw("speed.svg", "Mean speed", "km/h", log => Curve(log, one => one.SpeedMetresPerSecond * 3.6));
        Draw("waited.svg", "Waited so far, all vehicles", "hours", Waited);
        var way = corridor.Count > 0 ? Corridor.Of(run, corridor) : Corridor.Busiest(run);
        var begin = from ?? Middle(run);
        var roads = string.Join(" → ", way.Roads.Select(road => road.Id));
        foreach (var (log, name) in both.Zip(["run", "baseline"]))
            Picture($"time-space-{name}.svg", TimeSpaceDiagram.Draw(log, way, begin, begin + DiagramSeconds, $"{Name(log)}: {roads}"));
        WriteSeconds(both);
        WriteFacts(both);

        void Draw(string file, string title, string unit, Func<RunLog, (string, IReadOnlyList<(double, double)>)> curve) =>
            Picture(file, LineChart.Draw(title, unit, [.. both.Select(curve)]));
    }

    /// <summary>The mean delay of every scenario and controller, from the CSV of <c>ops/bench traffic</c>.</summary>
    /// <exception cref="TrafficFault">The file has no such columns.</exception>
    public void Bench(string file)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
            var rows = csv.GetRecords(new { scenario = "", controller = "", delay_all = 0.0 }).ToArray();
            if (rows.Length == 0) throw new TrafficFault($"{file} has no rows");
            var means = rows.GroupBy(row => (row.scenario, row.controller))
                .Select(runs => (runs.Key.scenario, runs.Key.controller, runs.Average(run => run.delay_all))).ToArray();
            Picture("bench.svg", BarChart.Draw("Mean delay of a vehicle, all seeds", "seconds", means));
        }
        catch (CsvHelperException broken)
        {
            throw new TrafficFault($"{file} is no result of the bench: {broken.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The page that shows every picture; it needs nothing but itself.</summary>
    /// <returns>Its path.</returns>
    public string WritePage()
    {
        var path = Path.Combine(folder, "report.html");
        var facts = Path.Combine(folder, "summary.csv");
        var table = File.Exists(facts) ? $"<pre>{WebUtility.HtmlEncode(File.ReadAllText(facts))}</pre>" : "";
        File.WriteAllText(
            path,
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Traffic report</title>"
            + $"<body style=\"font-family:sans-serif\"><h1>Traffic report</h1>{table}{string.Concat(_pictures.Select(Shown))}</body></html>\n");
        return path;
    }

    private string Shown(string picture) => $"<p>{File.ReadAllText(Path.Combine(folder, picture))}</p>";

    private void Picture(string name, SvgPage page)
    {
        File.WriteAllText(Path.Combine(folder, name), page + "\n");
        _pictures.Add(name);
    }

    private static (string, IReadOnlyList<(double, double)>) Curve(RunLog log, Func<TrafficSecond, double> value) =>
        (Name(log), [.. log.Seconds.Select(one => ((double)one.Second, value(one)))]);

    private static (string, IReadOnlyList<(double, double)>) Waited(RunLog log)
    {
        var sum = 0.0;
        return (Name(log), [.. log.Seconds.Select(one => ((double)one.Second, (sum += one.Standing) / 3600))]);
    }

    private static int Middle(RunLog log) => log.Seconds.Count <= DiagramSeconds
        ? log.Seconds.FirstOrDefault().Second : log.Seconds[(log.Seconds.Count - DiagramSeconds) / 2].Second;

    private static string Name(RunLog log) => $"{Fact(log, "controller")}, seed {Fact(log, "seed")}";

    private static string Fact(RunLog log, string name) => log.Facts.GetValueOrDefault(name, "?");

    private void WriteSeconds(RunLog[] both)
    {
        using var file = new StreamWriter(Path.Combine(folder, "seconds.csv")) { NewLine = "\n" };
        file.WriteLine("controller,second,driving,standing,metres_per_second");
        foreach (var log in both)
            foreach (var one in log.Seconds)
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Fact(log, "controller")},{one.Second},{one.Driving},{one.Standing},{one.SpeedMetresPerSecond:0.00}"));
    }

    private void WriteFacts(RunLog[] both)
    {
        using var file = new StreamWriter(Path.Combine(folder, "summary.csv")) { NewLine = "\n" };
        file.WriteLine(string.Join(',', both[0].Facts.Keys));
        foreach (var log in both) file.WriteLine(string.Join(',', both[0].Facts.Keys.Select(name => Fact(log, name))));
    }
}
