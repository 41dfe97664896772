using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration.Attributes;
using GridCity.Sumo;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Bench.Traffic;

/// <summary>Every scenario under every controller on every seed.</summary>
internal sealed class TrafficRuns
{
    /// <summary>Chance decides much here: it gets twice the seeds.</summary>
    private const string NeedsMoreSeeds = "cologne3";

    /// <summary>The references may differ from the figures beside the scenarios by this share.</summary>
    private const double DifferenceMax = 0.05;

    private readonly List<RunResult> _results = [];

    private TrafficRuns(ImmutableArray<Scenario> scenarios) => Scenarios = scenarios;

    public ImmutableArray<Scenario> Scenarios { get; }

    public IReadOnlyList<RunResult> Results => _results;

    /// <exception cref="SumoException">A run failed, or a reference differs from the known figures.</exception>
    public static TrafficRuns Run(SignalSettings settings)
    {
        var (folder, seeds, scale) = settings;
        var runs = new TrafficRuns(Scenario.ReadAll(folder));
        var known = KnownFigures(folder);
        foreach (var scenario in runs.Scenarios)
        {
            var count = scenario.Name == NeedsMoreSeeds ? seeds * 2 : seeds;
            foreach (var controller in Controllers.All)
            {
                for (var seed = 1; seed <= count; seed++)
                    runs._results.Add(Controllers.Run(scenario, controller, new() { Seed = seed, Scale = scale }));
                Console.WriteLine($"{scenario.Name} {controller}: {runs.Mean(scenario.Name, controller):F1} s");
                if (scale == 1) runs.Compare(known, scenario.Name, controller);
            }
        }

        return runs;
    }

    public IEnumerable<RunResult> Of(string scenario, string controller) =>
        _results.Where(result => result.Scenario == scenario && result.Controller == controller);

    /// <summary>Of <c>delay_all</c>, over the seeds.</summary>
    public double Mean(string scenario, string controller) => Of(scenario, controller).Average(result => result.Figures.DelaySeconds);

    /// <summary>Every run, one row for each seed.</summary>
    public void Write(string path)
    {
        using var csv = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        csv.WriteRecords(_results.Select(result => new
        {
            scenario = result.Scenario,
            controller = result.Controller,
            seed = result.Seed,
            scheduled = result.Figures.Scheduled,
            finished = result.Figures.Finished,
            undeparted = result.Figures.Undeparted,
            att_all = Math.Round(result.Figures.TimeInSystemSeconds, 2),
            delay_all = Math.Round(result.Figures.DelaySeconds, 2),
            wait_all = Math.Round(result.Figures.WaitSeconds, 2),
            delay_p95 = Math.Round(result.Figures.DelayP95Seconds, 1),
            delay_max = Math.Round(result.Figures.DelayMaxSeconds, 1),
            gridlocked = result.Figures.IsGridlocked,
            conflicting_greens = result.Safety.Conflicts,
            short_yellow = result.Safety.Yellow,
            short_green = result.Safety.MinimumGreen,
            long_red = result.Safety.MaximumRed,
            decision_us = Math.Round(result.DecisionMicroseconds, 2),
        }));
    }

    /// <summary>A reference that is not what it was elsewhere would make every comparison worthless.</summary>
    private void Compare(ILookup<(string, string), KnownFigure> known, string scenario, string controller)
    {
        var name = known[(scenario, "fixed4")].Any() && controller == "fixed" ? "fixed4" : controller;
        var pairs = Of(scenario, controller).Join(
            known[(scenario, name)], result => result.Seed, figure => figure.Seed,
            (ours, theirs) => (Ours: ours.Figures.DelaySeconds, theirs.Delay)).ToArray();
        if (pairs.Length == 0) return;
        var (ours, theirs) = (pairs.Average(pair => pair.Ours), pairs.Average(pair => pair.Delay));
        if (Math.Abs(ours - theirs) > DifferenceMax * theirs)
        {
            throw new SumoException(
                $"{scenario} {controller}: {ours:F2} s on {pairs.Length} seeds, reference.csv has {theirs:F2} s; " +
                $"they must not differ by more than {DifferenceMax:P0}");
        }
    }

    private static ILookup<(string, string), KnownFigure> KnownFigures(string folder)
    {
        var path = Path.Combine(folder, "reference.csv");
        if (!File.Exists(path)) return Array.Empty<KnownFigure>().ToLookup(figure => (figure.Scenario, figure.Controller));
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        return csv.GetRecords<KnownFigure>().ToArray().ToLookup(figure => (figure.Scenario, figure.Controller));
    }

    private sealed class KnownFigure
    {
        [Name("scenario")]
        public string Scenario { get; set; } = "";

        [Name("controller")]
        public string Controller { get; set; } = "";

        [Name("seed")]
        public int Seed { get; set; }

        [Name("delay_all")]
        public double Delay { get; set; }
    }
}
