using System.Collections.Immutable;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Runs;

/// <summary>The controllers a scenario can be run under, by their names.</summary>
public static class Controllers
{
    public const string Own = "adaptive";

    /// <summary>
    /// What ours is measured against: the network's fixed program, SUMO's actuated control, max-pressure in three forms.
    /// </summary>
    public static ImmutableArray<string> References { get; } = ["fixed", "actuated", "mp7r", "wave7r", "mp10"];

    public static ImmutableArray<string> All { get; } = [.. References, Own];

    /// <exception cref="SumoException">The run cannot be made, or there is no such controller.</exception>
    public static RunResult Run(Scenario scenario, string controller, RunSettings settings) => controller switch
    {
        Own => new ControlledRun(scenario, settings, Ours).Run(controller),
        "fixed" => UncontrolledRun.Fixed(scenario, settings),
        "actuated" => UncontrolledRun.Actuated(scenario, settings),
        "mp7r" => MaxPressure(scenario, settings, MaxPressureSettings.Mp7, controller),
        "wave7r" => MaxPressure(scenario, settings, MaxPressureSettings.Wave7, controller),
        "mp10" => MaxPressure(scenario, WithOwnYellow(scenario, settings), MaxPressureSettings.Mp10, controller),
        _ => throw new SumoException($"there is no controller '{controller}': {string.Join(", ", All)}"),
    };

    /// <summary>Our own, with the one set of settings it has.</summary>
    public static IController Ours(IntersectionLayout layout) => new Adaptive(layout, new());

    /// <summary>The references have a rule of their own against long reds, which looks at demand.</summary>
    private static RunResult MaxPressure(Scenario scenario, RunSettings settings, MaxPressureSettings pressure, string name) =>
        new ControlledRun(
            scenario,
            settings with { CountsMaximumRed = false, Timing = settings.Timing with { MaximumRedSeconds = scenario.End } },
            layout => new MaxPressure(layout, pressure)).Run(name);

    private static RunSettings WithOwnYellow(Scenario scenario, RunSettings settings)
    {
        var yellow = ProgramPhases.YellowSeconds(NetworkReader.Read(scenario.Network));
        return settings with { Timing = settings.Timing with { YellowSeconds = yellow } };
    }
}
