using GridCity.Bench.Edges;
using GridCity.Bench.Results;
using GridCity.Bench.Traffic;
using GridCity.Sumo;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

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

    private const string Escort = "escort", Incidents = "incidents";

    public static string[] Names => [.. DelayMeasures.Names, Escort, Incidents, .. All.Select(measure => measure.Name)];

    /// <param name="json">Where to write the result; null for nowhere.</param>
    /// <param name="only">Names of what to measure; none for all.</param>
    /// <returns>Exit code: 0 when every bar was met, 1 when one was missed, 2 when a scenario could not be run.</returns>
    public async Task<int> RunAsync(string? json, string[] only)
    {
        if (Directory.Exists(settings.Folder)) Directory.Delete(settings.Folder, recursive: true);
        var (measures, durability) = (new Dictionary<string, Measure>(), new Dictionary<string, string>());
        try
        {
            if (signals is not null) Simulate(signals, json, only, measures);
        }
        catch (SumoException failure)
        {
            await Console.Error.WriteLineAsync($"traffic: {failure.Message}");
            return 2;
        }

        foreach (var (name, run) in All.Where(measure => IsWanted(only, measure.Name)))
        {
            var measured = await run(settings with { Folder = Path.Combine(settings.Folder, name) });
            (measures[name], durability) = (measured.Measure, measured.Durability);
        }

        var report = new BenchReport(CoreBench.Build, settings.Engine, durability, measures);
        report.Print(Console.Out);
        if (json is not null) report.Write(json);
        return report.Missed.Length == 0 ? 0 : 1;
    }

    /// <summary>
    /// On SUMO; beside the result lies a CSV with a row for each run of the measures of delay, from which a bench that was
    /// broken off goes on. What a decision takes is measured alone on one seed, always anew.
    /// </summary>
    private static void Simulate(SignalSettings signals, string? json, string[] only, Dictionary<string, Measure> measures)
    {
        if (only is [DelayMeasures.DecisionName])
        {
            var ours = TrafficRuns.Run(signals with { Seeds = 1 }, csv: null, Controllers.Own);
            measures[DelayMeasures.DecisionName] = DelayMeasures.Decision(ours);
        }
        else if (IsWanted(only, DelayMeasures.Names))
        {
            var runs = TrafficRuns.Run(signals, json is null ? null : Path.ChangeExtension(json, ".csv"), Controllers.All);
            foreach (var (name, measure) in DelayMeasures.Of(runs)) measures[name] = measure;
        }

        var (scenarios, seeds) = (Scenario.ReadAll(signals.Scenarios), Enumerable.Range(1, signals.Seeds).ToArray());
        if (IsWanted(only, Escort)) measures[Escort] = EscortMeasure.Run(scenarios, seeds, Controllers.Ours);
        if (IsWanted(only, Incidents)) measures[Incidents] = IncidentMeasure.Run(scenarios, seeds, Controllers.Ours);
    }

    private static bool IsWanted(string[] only, params string[] names) => only.Length == 0 || only.Intersect(names).Any();
}
