using System.Collections.Immutable;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Logs;

/// <summary>One run of a scenario with every second of it in a folder.</summary>
public static class LoggedRun
{
    private const string Fixed = "fixed";

    /// <summary>Those of <see cref="Runs.Controllers"/> that can be looked at second by second.</summary>
    public static ImmutableArray<string> Controllers { get; } = [.. Runs.Controllers.All.Where(name => name != "actuated")];

    /// <param name="folder">Where the log goes; made if it is not there.</param>
    /// <param name="watch">Told every second what is on the streets; null for nobody.</param>
    /// <exception cref="SumoException">The run cannot be made, or there is no such controller.</exception>
    public static RunResult Run(
        Scenario scenario, string controller, RunSettings settings, string folder, Action<TrafficSecond>? watch = null)
    {
        if (!Controllers.Contains(controller))
            throw new SumoException($"a run of '{controller}' cannot be logged: {string.Join(", ", Controllers)}");
        var network = NetworkReader.Read(scenario.Network);
        var layouts = controller == Fixed ? [] : LayoutReader.ReadAll(network, settings.Timing);
        // Programs of further files may stand in for the network's: then what is shown is not known.
        var clock = new SignalClock(scenario.Additional.IsEmpty ? network.Programs.Values : []);
        using var log = new RunLogWriter(folder, network, layouts, clock, watch);
        var result = controller == Fixed
            ? Own(scenario, settings, network, log, Path.Combine(folder, "trips.xml"))
            : Runs.Controllers.Run(scenario, controller, settings with { Guest = log, Trips = Path.Combine(folder, "trips.xml") });
        log.Finish(result);
        return result;
    }

    /// <summary>The network's own programs, looked at only.</summary>
    private static RunResult Own(Scenario scenario, RunSettings settings, RoadNetwork network, RunLogWriter log, string trips)
    {
        using var sumo = SumoProcess.Start(SumoArguments.Of(scenario, settings, trips), settings.Silence);
        try
        {
            var view = new TrafficView(network, [], settings.ReachMetres, log);
            view.Begin(sumo.Client);
            for (long second = scenario.Begin; second < scenario.End && view.Expected > 0; second++)
            {
                log.BeforeStep(sumo.Client, second, []);
                view.Step(sumo.Client, second + 1);
            }

            sumo.Close();
        }
        catch (SumoException failure)
        {
            throw sumo.Explain(failure);
        }

        var figures = DelayMetric.Read(trips, scenario with { Scale = scenario.Scale * settings.Scale }, scenario.End);
        return new(scenario.Name, Fixed, settings.Seed, figures, new(0, 0, 0, 0), 0, 0);
    }
}
