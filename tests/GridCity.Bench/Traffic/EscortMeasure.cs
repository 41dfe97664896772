using GridCity.Bench.Results;
using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Escorts;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Bench.Traffic;

/// <summary>
/// <c>escort</c>: the vehicles of a scenario's <c>escort.rou.xml</c> with and without escorts, under the same controller
/// and seeds. Seeds in which the streets stand still with or without escorts are named and left out of the comparison.
/// </summary>
internal static class EscortMeasure
{
    private const double LostShareMin = 0.5, OthersShareMax = 0.024;

    public static Measure Run(IEnumerable<Scenario> scenarios, IReadOnlyList<int> seeds, Func<IntersectionLayout, IController> controller)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var rows = (from scenario in scenarios
                    let demand = EscortRun.DemandOf(scenario)
                    where demand is not null
                    from seed in seeds
                    select Row(scenario, demand, seed, controller)).ToList();
        if (rows.Count == 0) return new() { Missed = "No scenario has an escort.rou.xml." };
        var compared = rows.Where(row => !row.IsGridlocked).ToList();
        var (saved, others) = (Mean(compared, row => row.Saved), Mean(compared, row => row.Others));
        return new()
        {
            Seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds,
            Details = new()
            {
                ["lost_seconds_saved_share"] = Rounded(saved), ["others_delay_share"] = Rounded(others),
                ["arrived"] = rows.Sum(row => row.Escorted.Arrived), ["vehicles"] = rows.Sum(row => row.Escorted.LostSeconds.Length),
                ["gridlocked"] = rows.Where(row => row.IsGridlocked).Select(row => $"{row.Scenario} {row.Seed}").ToArray(),
                ["safety"] = rows.Sum(row => row.Escorted.Others.Safety.Total),
                ["rows"] = rows.Select(row => row.ToString()).ToArray(),
            },
            Missed = Missed(rows, saved, others),
        };
    }

    private static EscortRow Row(Scenario scenario, string demand, int seed, Func<IntersectionLayout, IController> controller)
    {
        var settings = new RunSettings { Seed = seed };
        var row = new EscortRow(
            scenario.Name, seed,
            EscortRun.Run(scenario, demand, settings, controller, escorts: null),
            EscortRun.Run(scenario, demand, settings, controller, EscortSettings.Usual));
        Console.WriteLine(row);
        return row;
    }

    private static string? Missed(List<EscortRow> rows, double saved, double others)
    {
        List<string> missed = [];
        if (rows.Any(row => !row.Escorted.AllArrived)) missed.Add("not every vehicle arrived");
        if (rows.Sum(row => row.Escorted.Others.Safety.Total) is > 0 and var breaches)
            missed.Add($"{breaches} breaches of the signals' rules");
        if (!(saved >= LostShareMin)) missed.Add(FormattableString.Invariant($"{saved:P0} less lost, {LostShareMin:P0} wanted"));
        if (!(others <= OthersShareMax))
            missed.Add(FormattableString.Invariant($"others lose {others:P1} more, {OthersShareMax:P1} at most"));
        return missed.Count == 0 ? null : string.Join("; ", missed);
    }

    private static double Mean(List<EscortRow> rows, Func<EscortRow, double> share) =>
        rows.Select(share).DefaultIfEmpty(double.NaN).Average();

    private static double Rounded(double share) => Math.Round(share, 4);

    private sealed record EscortRow(string Scenario, int Seed, EscortResult Usual, EscortResult Escorted)
    {
        public double Saved => 1 - (Escorted.LostSecondsMean / Usual.LostSecondsMean);

        public double Others => (Escorted.Others.Figures.DelaySeconds / Usual.Others.Figures.DelaySeconds) - 1;

        public bool IsGridlocked => Usual.Others.Figures.IsGridlocked || Escorted.Others.Figures.IsGridlocked;

        public override string ToString() => FormattableString.Invariant(
            $"{Scenario} {Seed}: lost {Usual.LostSecondsMean:F1} -> {Escorted.LostSecondsMean:F1} s, arrived {Escorted.Arrived}, ")
            + FormattableString.Invariant($"others {Usual.Others.Figures.DelaySeconds:F2} -> {Escorted.Others.Figures.DelaySeconds:F2} s");
    }
}
