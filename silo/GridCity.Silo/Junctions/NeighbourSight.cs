using System.Collections.Immutable;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Junctions;

/// <summary>
/// What the neighbours that are linked to this silo see of the roads that lead to them: how much room is left there. They say
/// it as they saw it a second ago; of one that is silent, or linked to another silo, nothing is known.
/// </summary>
internal sealed class NeighbourSight(JunctionBoard board, ImmutableArray<NeighbourWay> ways)
{
    /// <summary>For a standing vehicle with the gap before it (Highway Capacity Manual 2010, chapter 31: 25 feet).</summary>
    public const double VehicleMetres = 7.6;

    /// <summary>The roads of the city's folder that leave an intersection for another one.</summary>
    public static ImmutableArray<NeighbourWay> Ways(LoadedCity city, string code) =>
    [
        .. from road in city.Pack.Roads
           where road.From == code && city.Intersections.ContainsKey(road.To)
           let exits = Places(city.Intersections[code].As.Layout.Exits.Select(exit => exit.OutgoingEdge), road.FromRoad)
           let lanes = Places(city.Intersections[road.To].As.Layout.Lanes.Select(lane => lane.IncomingEdge), road.ToRoad)
           where lanes.Length > 0
           from exit in exits.Index()
           select new NeighbourWay(exit.Item, road.To, exits.Length == lanes.Length ? [lanes[exit.Index]] : lanes, road.Metres),
    ];

    /// <summary>From the intersection to the end of the queue before the neighbour; null where that is not known.</summary>
    public double? FreeMetres(int exit)
    {
        foreach (var way in ways)
            if (way.Exit == exit) return FreeMetres(way);
        return null;
    }

    private double? FreeMetres(NeighbourWay way)
    {
        if (board.Find(way.Code)?.Session is not { LinkDown: null, Latest: { } reading } session) return null;
        var halting = 0.0;
        foreach (var lane in way.Lanes)
        {
            if (lane >= reading.Halting.Count || session.Detectors.Fault(lane) is not null) return null;
            halting += reading.Halting[lane];
        }

        return Math.Max(0, way.Metres - (halting / way.Lanes.Length * VehicleMetres));
    }

    private static ImmutableArray<int> Places(IEnumerable<string> roads, string road) =>
        [.. roads.Index().Where(one => one.Item == road).Select(one => one.Index)];
}

/// <summary>A way to a neighbour.</summary>
/// <param name="Exit">By which it is left, a place in the layout.</param>
/// <param name="Code">Of the neighbour.</param>
/// <param name="Lanes">Where it arrives, places in the neighbour's layout.</param>
/// <param name="Metres">Of the road.</param>
internal sealed record NeighbourWay(int Exit, string Code, ImmutableArray<int> Lanes, double Metres);
