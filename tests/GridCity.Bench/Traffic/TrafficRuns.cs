using System.Collections.Immutable;
using GridCity.Grains.Intersections.Control;
using GridCity.Sumo;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Bench.Traffic;

/// <summary>Every scenario under every controller on every seed.</summary>
internal sealed class TrafficRuns
{
    /// <summary>Chance decides much here: it gets twice the seeds.</summary>
    private const string NeedsMoreSeeds = "cologne3";

    /// <summary>The same for the same code of the grains.</summary>
    private static readonly string OwnBuild = typeof(Adaptive).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..8];

    private readonly RunFile _file;
    private readonly KnownReferences _known;

    private TrafficRuns(ImmutableArray<Scenario> scenarios, RunFile file, KnownReferences known) =>
        (Scenarios, _file, _known) = (scenarios, file, known);

    public ImmutableArray<Scenario> Scenarios { get; }

    /// <summary>Of the scenarios, seeds and demand of this bench.</summary>
    public ImmutableArray<RunRow> Rows { get; private set; }

    /// <summary>References that are not what they are known to be.</summary>
    public ImmutableArray<string> Differences { get; private set; }

    /// <param name="settings">Scenarios, seeds and demand.</param>
    /// <param name="csv">Where runs are kept and taken from; null for nowhere.</param>
    /// <param name="controllers">Those that are wanted.</param>
    /// <exception cref="SumoException">A run failed; those done before it are kept.</exception>
    public static TrafficRuns Run(SignalSettings settings, string? csv, params IReadOnlyList<string> controllers)
    {
        var runs = new TrafficRuns(
            Scenario.ReadAll(settings.Scenarios), new(csv, settings.Scale, OwnBuild), KnownReferences.Beside(settings.Scenarios));
        // Seed by seed over everything: broken off at any time, what is there is a fair part of the whole.
        for (var seed = 1; seed <= settings.Seeds * 2; seed++)
        {
            foreach (var scenario in runs.Scenarios.Where(scenario => seed <= SeedsOf(scenario.Name, settings)))
                foreach (var controller in controllers)
                    runs.Run(scenario, controller, new() { Seed = seed, Scale = settings.Scale });
        }

        runs.Rows = [.. runs._file.Rows.Where(row => runs.IsWanted(row, settings, controllers))];
        runs.Differences = settings.Scale == 1 ? [.. runs._known.Differences(runs.Rows)] : [];
        return runs;
    }

    public IEnumerable<RunRow> Of(string scenario, string controller) =>
        Rows.Where(row => row.Scenario == scenario && row.Controller == controller);

    /// <summary>Of <c>delay_all</c>, over the seeds.</summary>
    public double Mean(string scenario, string controller) => Of(scenario, controller).Average(row => row.Delay);

    private static int SeedsOf(string scenario, SignalSettings settings) =>
        scenario == NeedsMoreSeeds ? settings.Seeds * 2 : settings.Seeds;

    private void Run(Scenario scenario, string controller, RunSettings settings)
    {
        if (_file.Has(scenario.Name, controller, settings.Seed)) return;
        var result = Controllers.Run(scenario, controller, settings);
        _file.Add(result);
        var delay = FormattableString.Invariant($"{result.Figures.DelaySeconds:F2} s");
        Console.WriteLine($"{scenario.Name} {controller} {settings.Seed}: {delay}{(result.Figures.IsGridlocked ? ", gridlocked" : "")}");
    }

    private bool IsWanted(RunRow row, SignalSettings settings, IReadOnlyList<string> controllers) =>
        Scenarios.Any(scenario => scenario.Name == row.Scenario) && row.Seed <= SeedsOf(row.Scenario, settings)
        && controllers.Contains(row.Controller);
}
