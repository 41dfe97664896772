using System.Collections.Immutable;
using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Escorts;

/// <summary>What one run cost the vehicles that are or could be escorted, and everybody else.</summary>
/// <param name="LostSeconds">Waiting to start and lost on the way, of each vehicle in the order of departure.</param>
/// <param name="Arrived">How many of them arrived.</param>
/// <param name="Others">Everybody else.</param>
public sealed record EscortResult(ImmutableArray<double> LostSeconds, int Arrived, RunResult Others)
{
    public bool AllArrived => Arrived == LostSeconds.Length;

    public double LostSecondsMean => LostSeconds.Average();
}

/// <summary>A scenario with vehicles to escort, with and without escorts.</summary>
public static class EscortRun
{
    private const string File = "escort.rou.xml";

    /// <summary>The demand file of the vehicles: in the scenario's folder, or one below it.</summary>
    /// <returns>Null where there is none.</returns>
    public static string? DemandOf(Scenario scenario)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(scenario.Configuration))!;
        return Directory.EnumerateFiles(folder, File, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <param name="escorts">How to escort; null not to.</param>
    /// <param name="controller">Of every intersection, with and without escorts the same.</param>
    public static EscortResult Run(
        Scenario scenario, string demand, RunSettings settings, Func<IntersectionLayout, IController> controller, EscortSettings? escorts)
    {
        var network = NetworkReader.Read(scenario.Network);
        var graph = RoadGraphs.Of(network);
        var vehicles = EscortedVehicle.Read(demand, graph);
        var fleet = new EscortFleet(network, graph, escorts is null ? [] : vehicles, escorts ?? EscortSettings.Usual);
        var trips = Path.Combine(Path.GetTempPath(), $"gridcity-escorts-{Guid.NewGuid():n}.xml");
        try
        {
            var run = new ControlledRun(
                scenario,
                settings with { MoreRoutes = [demand], Guest = fleet, Trips = trips },
                layout => fleet.Over(controller(layout), layout));
            return ResultOf(run.Run(escorts is null ? "without" : "escort"), trips, vehicles, scenario.End);
        }
        finally
        {
            System.IO.File.Delete(trips);
        }
    }

    private static EscortResult ResultOf(RunResult others, string trips, ImmutableArray<EscortedVehicle> vehicles, int end)
    {
        var ids = vehicles.Select(vehicle => vehicle.Id).ToHashSet(StringComparer.Ordinal);
        var driven = SumoXml.Stream(trips).Where(trip => trip.Name == "tripinfo" && ids.Contains(SumoXml.Text(trip, "id")))
            .ToDictionary(trip => SumoXml.Text(trip, "id"), trip => (
                Depart: SumoXml.Number(trip, "depart"), Lost: SumoXml.Number(trip, "timeLoss"), Arrival: SumoXml.Number(trip, "arrival")));
        return new([.. vehicles.Select(Lost)], driven.Values.Count(trip => trip.Depart >= 0 && trip.Arrival >= 0), others);

        double Lost(EscortedVehicle vehicle) => driven.TryGetValue(vehicle.Id, out var trip) && trip.Depart >= 0
            ? Math.Max(0, trip.Depart - vehicle.DepartSecond) + trip.Lost
            : end - vehicle.DepartSecond;
    }
}
