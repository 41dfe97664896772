using GridCity.Bench.Results;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Incidents;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Bench.Traffic;

/// <summary>
/// <c>incidents</c>: vehicles stopped at random places, times and seeds, also at other demand; what is reported, and how
/// soon.
/// </summary>
internal static class IncidentMeasure
{
    private const double PrecisionMin = 0.92, RecallMin = 0.8;

    /// <summary>Demand scales, one after the other by seed.</summary>
    private static readonly double[] Scales = [1, 0.7, 1.2];

    public static Measure Run(IReadOnlyList<Scenario> scenarios, IReadOnlyList<int> seeds, Func<IntersectionLayout, IController> controller)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var rows = new List<string>();
        var all = new IncidentScore(0, 0, 0, 0, []);
        foreach (var scenario in scenarios)
            for (var at = 0; at < seeds.Count; at++)
            {
                var settings = new RunSettings { Seed = seeds[at], Scale = Scales[at % Scales.Length] };
                var (score, _) = IncidentRun.Run(scenario, settings, controller, IncidentSettings.Usual);
                all += score;
                rows.Add(
                    FormattableString.Invariant($"{scenario.Name} {settings.Seed} x{settings.Scale}: stopped {score.Stopped}, ")
                    + FormattableString.Invariant($"found {score.Found}, reports {score.Reports}, right {score.Right}"));
                Console.WriteLine(rows[^1]);
            }

        return Result(all, rows, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }

    private static Measure Result(IncidentScore all, List<string> rows, double seconds)
    {
        var (precision, recall) = ((double)all.Right / Math.Max(1, all.Reports), (double)all.Found / Math.Max(1, all.Stopped));
        var median = all.Seconds.Order().ElementAtOrDefault(all.Seconds.Count / 2);
        return new()
        {
            Seconds = seconds,
            Details = new()
            {
                ["precision"] = Math.Round(precision, 4), ["recall"] = Math.Round(recall, 4), ["median_seconds"] = median,
                ["stopped"] = all.Stopped, ["reports"] = all.Reports, ["rows"] = rows.ToArray(),
            },
            Missed = precision >= PrecisionMin && recall >= RecallMin
                ? null
                : FormattableString.Invariant(
                    $"{precision:P1} of reports right at {recall:P1} found, {PrecisionMin:P0} at {RecallMin:P0} wanted"),
        };
    }
}
