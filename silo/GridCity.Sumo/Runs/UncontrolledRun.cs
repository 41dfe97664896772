using System.Collections.Immutable;
using System.Xml.Linq;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Scenarios;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Runs;

/// <summary>
/// A scenario under SUMO's own signals: the network's fixed program, or SUMO's gap-based actuated control with its
/// phases. A program without yellow is made of its first phases that together serve everybody, with yellow between.
/// </summary>
public static class UncontrolledRun
{
    private const int ActuatedGreenMin = 5;
    private const int ActuatedGreenMax = 50;

    public static RunResult Fixed(Scenario scenario, RunSettings settings) =>
        Run(scenario, settings, "fixed", program => HasYellow(program) ? null : WithYellow(program));

    public static RunResult Actuated(Scenario scenario, RunSettings settings) =>
        Run(scenario, settings, "actuated", program => Actuated(HasYellow(program) ? program : WithYellow(program)));

    private static bool HasYellow(SignalProgram program) =>
        program.Phases.Any(phase => phase.State.Contains('y', StringComparison.OrdinalIgnoreCase));

    private static RunResult Run(Scenario scenario, RunSettings settings, string name, Func<SignalProgram, SignalProgram?> change)
    {
        var network = NetworkReader.Read(scenario.Network);
        var changed = network.Programs.Values.Select(program => change(program)).OfType<SignalProgram>().ToImmutableArray();
        var folder = Directory.CreateTempSubdirectory("gridcity-run-").FullName;
        try
        {
            var (trips, programs) = (Path.Combine(folder, "trips.xml"), Path.Combine(folder, "programs.add.xml"));
            Document(changed, name).Save(programs);
            string[] additional = changed.IsEmpty ? [] : [programs];
            SumoProcess.Run(SumoArguments.Of(scenario, settings, trips, additional));
            var figures = DelayMetric.Read(trips, scenario with { Scale = scenario.Scale * settings.Scale }, scenario.End);
            return new(scenario.Name, name, settings.Seed, figures, new(0, 0, 0, 0), 0, 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SignalProgram Actuated(SignalProgram program) => program with
    {
        Type = "actuated",
        Phases = [.. program.Phases.Select(phase => IsTransition(phase)
            ? phase
            : phase with { MinimumSeconds = ActuatedGreenMin, MaximumSeconds = ActuatedGreenMax })],
    };

    private static bool IsTransition(ProgramPhase phase) =>
        phase.State.AsSpan().ContainsAny("yYu") || !phase.State.AsSpan().ContainsAny("gG");

    private static SignalProgram WithYellow(SignalProgram program)
    {
        var greens = FewThatServeAll(ProgramPhases.Greens(program));
        return program with
        {
            Phases = [.. greens.SelectMany((state, index) => new ProgramPhase[]
            {
                program.Phases.First(phase => phase.State == state),
                new(Yellow(state, greens[(index + 1) % greens.Length]), ProgramPhases.YellowWhereNone, null, null),
            })],
        };
    }

    /// <summary>The first states of the program until every link has had green.</summary>
    private static ImmutableArray<string> FewThatServeAll(ImmutableArray<string> states)
    {
        var served = new HashSet<int>();
        return [.. states.Where(state => Enumerable.Range(0, state.Length).Count(link => state[link] is 'g' or 'G' && served.Add(link)) > 0)];
    }

    private static string Yellow(string state, string next) =>
        string.Concat(state.Zip(next, (now, then) => now is 'g' or 'G' && then is not ('g' or 'G') ? 'y' : now));

    private static XDocument Document(ImmutableArray<SignalProgram> programs, string name) => new(new XElement(
        "additional",
        programs.Select(program => new XElement(
            "tlLogic",
            new XAttribute("id", program.Signal), new XAttribute("type", program.Type),
            new XAttribute("programID", $"gridcity-{name}"),
            new XAttribute("offset", program.OffsetSeconds),
            program.Phases.Select(phase => new XElement(
                "phase",
                new XAttribute("duration", phase.DurationSeconds), new XAttribute("state", phase.State),
                phase.MinimumSeconds is { } least ? new XAttribute("minDur", least) : null,
                phase.MaximumSeconds is { } most ? new XAttribute("maxDur", most) : null))))));
}
