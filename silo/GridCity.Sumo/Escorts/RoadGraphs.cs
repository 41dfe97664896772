using GridCity.Grains.Escorts.Roads;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Escorts;

/// <summary>A network file as the graph that routes of escorts are searched in.</summary>
public static class RoadGraphs
{
    /// <summary>Every road, from junction centre to junction centre; a turn where any lane leads over.</summary>
    public static RoadGraph Of(RoadNetwork network)
    {
        var roads = network.Edges.Values.Select(edge => new Road(
            edge.Id, edge.LengthMetres, edge.SpeedMetresPerSecond, Point(network, edge.FromJunction), Point(network, edge.ToJunction)));
        var turns = network.Connections
            .Where(way => !way.IsPedestrian && network.Edges.ContainsKey(way.FromEdge) && network.Edges.ContainsKey(way.ToEdge))
            .GroupBy(way => (way.FromEdge, way.ToEdge))
            .Select(ways => new Turn(
                ways.Key.FromEdge, ways.Key.ToEdge, ways.Select(way => way.Signal).FirstOrDefault(signal => signal is not null)));
        return new([.. roads], [.. turns]);
    }

    private static GroundPoint Point(RoadNetwork network, string junction) =>
        network.Junctions.TryGetValue(junction, out var known)
            ? new(known.X, known.Y)
            : throw new SumoException($"{network.Source}: an edge names junction {junction}, which does not exist");
}
