using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Incidents;

/// <summary>A scenario in which vehicles are stopped at random, and what the watch makes of it.</summary>
public static class IncidentRun
{
    public static (IncidentScore Score, IncidentExperiment Experiment) Run(
        Scenario scenario, RunSettings settings, Func<IntersectionLayout, IController> controller, IncidentSettings incidents)
    {
        var network = NetworkReader.Read(scenario.Network);
        var stopped = new StoppedVehicles(new Random(settings.Seed), scenario.Begin, scenario.End);
        var experiment = new IncidentExperiment(network, LayoutReader.ReadAll(network, settings.Timing), incidents, stopped);
        new ControlledRun(scenario, settings with { Guest = experiment }, controller).Run("incidents");
        return (IncidentScore.Of(experiment.Stopped, experiment.Reports), experiment);
    }
}
