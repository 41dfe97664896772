using GridCity.Bench.Results;
using GridCity.Sumo.Runs;

namespace GridCity.Bench.Traffic;

/// <summary>Our controller beside its bars, from the runs of all scenarios.</summary>
internal static class DelayMeasures
{
    private const double LessThanFixedMin = 0.35;
    private const double LessThanBestMin = 0.10;
    private const double MoreThanScenarioBestMax = 0.05;
    private const double DecisionMicrosecondsMax = 50;

    public const string DecisionName = "decision";

    public static string[] Names => ["delay_vs_fixed", "delay_vs_best", DecisionName];

    public static Dictionary<string, Measure> Of(TrafficRuns runs) => new()
    {
        ["delay_vs_fixed"] = VersusFixed(runs),
        ["delay_vs_best"] = VersusBest(runs),
        [DecisionName] = Decision(runs),
    };

    private static Measure VersusFixed(TrafficRuns runs)
    {
        var less = Saved(runs, "fixed");
        var worse = runs.Scenarios.Select(scenario => scenario.Name)
            .Where(scenario => Mean(runs, scenario) > runs.Mean(scenario, "actuated")).ToArray();
        return new()
        {
            Details = new() { ["less_delay"] = less, ["table"] = Table(runs) },
            Missed = Missed(
                less < LessThanFixedMin ? $"{less:P1} less delay than fixed, the bar is {LessThanFixedMin:P0}" : null,
                worse.Length > 0 ? $"more than actuated on {string.Join(", ", worse)}" : null,
                Unsafe(runs),
                Differ(runs)),
        };
    }

    private static Measure VersusBest(TrafficRuns runs)
    {
        var best = Controllers.References.MinBy(reference => runs.Scenarios.Average(scenario => runs.Mean(scenario.Name, reference)))!;
        var less = Saved(runs, best);
        var worse = runs.Scenarios.Select(scenario => scenario.Name)
            .Where(scenario => Mean(runs, scenario) > BestOf(runs, scenario) * (1 + MoreThanScenarioBestMax)).ToArray();
        var gridlocked = runs.Rows.Count(row => row.Controller == Controllers.Own && row.IsGridlocked);
        return new()
        {
            Details = new() { ["less_delay"] = less, ["best_single_reference"] = best, ["gridlocked_seeds"] = gridlocked },
            Missed = Missed(
                less < LessThanBestMin ? $"{less:P1} less delay than {best}, the bar is {LessThanBestMin:P0}" : null,
                worse.Length > 0 ? $"over {MoreThanScenarioBestMax:P0} more than the scenario's best on {string.Join(", ", worse)}" : null,
                gridlocked > 0 ? $"{gridlocked} gridlocked seeds" : null,
                Differ(runs)),
        };
    }

    public static Measure Decision(TrafficRuns runs)
    {
        var ours = runs.Rows.Where(row => row.Controller == Controllers.Own).ToArray();
        var mean = ours.Sum(row => row.DecisionMicroseconds * row.Decisions) / ours.Sum(row => row.Decisions);
        return new()
        {
            Rate = 1e6 / mean,
            Details = new()
            {
                ["mean_microseconds"] = mean,
                ["slowest_run_microseconds"] = ours.Max(row => row.DecisionMicroseconds),
                ["decisions"] = ours.Sum(row => row.Decisions),
            },
            Missed = mean > DecisionMicrosecondsMax ? $"{mean:F1} us for a decision, the bar is {DecisionMicrosecondsMax:F0} us" : null,
        };
    }

    /// <summary>Share of a reference's delay that is saved, averaged over scenarios.</summary>
    private static double Saved(TrafficRuns runs, string reference) =>
        runs.Scenarios.Average(scenario => 1 - (Mean(runs, scenario.Name) / runs.Mean(scenario.Name, reference)));

    private static double BestOf(TrafficRuns runs, string scenario) =>
        Controllers.References.Min(reference => runs.Mean(scenario, reference));

    private static double Mean(TrafficRuns runs, string scenario) => runs.Mean(scenario, Controllers.Own);

    private static string? Unsafe(TrafficRuns runs) =>
        runs.Rows.Sum(row => row.Breaches) is > 0 and var breaches ? $"{breaches} breaches of safety" : null;

    private static string? Differ(TrafficRuns runs) =>
        runs.Differences.IsEmpty ? null : $"compared with references that are not as known: {string.Join("; ", runs.Differences)}";

    private static Dictionary<string, Dictionary<string, Dictionary<string, double>>> Table(TrafficRuns runs) =>
        runs.Scenarios.ToDictionary(
            scenario => scenario.Name,
            scenario => Controllers.All.ToDictionary(name => name, name => Row([.. runs.Of(scenario.Name, name)])));

    private static Dictionary<string, double> Row(RunRow[] rows)
    {
        var delays = rows.Select(row => row.Delay).Order().ToArray();
        var mean = delays.Average();
        return new()
        {
            ["mean"] = Math.Round(mean, 2),
            ["median"] = Math.Round((delays[(delays.Length - 1) / 2] + delays[delays.Length / 2]) / 2, 2),
            ["sd"] = Math.Round(Math.Sqrt(delays.Sum(delay => (delay - mean) * (delay - mean)) / Math.Max(1, delays.Length - 1)), 2),
            ["gridlocked"] = rows.Count(row => row.IsGridlocked),
        };
    }

    private static string? Missed(params string?[] faults) =>
        faults.Any(fault => fault is not null) ? string.Join("; ", faults.OfType<string>()) : null;
}
