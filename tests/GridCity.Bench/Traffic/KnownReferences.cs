using GridCity.Sumo.Runs;

namespace GridCity.Bench.Traffic;

/// <summary>
/// <c>reference.csv</c> beside the scenarios: what the reference controllers cost elsewhere. A reference that is not what it
/// was would make every comparison worthless.
/// </summary>
/// <remarks>
/// A run in which the streets are nearly full is chaotic: the smallest difference in rounding leads to another run. So not
/// seed by seed is compared but the means over the seeds that both have, without seeds in which either stood still; they may
/// differ by 5 %, or by two standard errors of such a difference where chance does more than that.
/// </remarks>
internal sealed class KnownReferences(IReadOnlyList<RunRow> known)
{
    private const double DifferenceMax = 0.05;
    private const double StandardErrors = 2;

    public static KnownReferences Beside(string scenarios)
    {
        var path = Path.Combine(scenarios, "reference.csv");
        return new(File.Exists(path) ? RunFile.Read(path) : []);
    }

    /// <summary>Every reference that differs by too much, in words.</summary>
    public IEnumerable<string> Differences(IEnumerable<RunRow> runs) => runs
        .Where(run => run.Controller != Controllers.Own)
        .GroupBy(run => (run.Scenario, run.Controller))
        .Select(group => Difference(group.Key.Scenario, group.Key.Controller, [.. group])).OfType<string>();

    private string? Difference(string scenario, string controller, RunRow[] runs)
    {
        var theirs = Of(scenario, controller == "fixed" && Of(scenario, "fixed4").Any() ? "fixed4" : controller);
        var pairs = runs.Join(theirs, run => run.Seed, row => row.Seed, (run, row) => (Run: run, Row: row))
            .Where(pair => !pair.Run.StoodStill && !pair.Row.StoodStill).ToArray();
        if (pairs.Length == 0) return null;
        var (here, there) = (pairs.Average(pair => pair.Run.Delay), pairs.Average(pair => pair.Row.Delay));
        var chance = StandardErrors * Deviation([.. runs.Where(run => !run.StoodStill)]) * Math.Sqrt(2.0 / pairs.Length);
        return Math.Abs(here - there) <= Math.Max(DifferenceMax * there, chance)
            ? null
            : FormattableString.Invariant(
                $"{scenario} {controller} is {here:F2} s on {pairs.Length} seeds, reference.csv has {there:F2} s");
    }

    private IEnumerable<RunRow> Of(string scenario, string controller) =>
        known.Where(row => row.Scenario == scenario && row.Controller == controller);

    private static double Deviation(RunRow[] runs)
    {
        var mean = runs.Average(run => run.Delay);
        return Math.Sqrt(runs.Sum(run => (run.Delay - mean) * (run.Delay - mean)) / Math.Max(1, runs.Length - 1));
    }
}
