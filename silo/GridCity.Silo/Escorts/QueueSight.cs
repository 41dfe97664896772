using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Grains.Escorts;
using GridCity.Silo.Junctions;

namespace GridCity.Silo.Escorts;

/// <summary>What the junctions that are linked to this silo see of queues.</summary>
internal sealed class QueueSight(JunctionBoard board)
{
    /// <summary>Vehicles that stand at the end of a road, in the lane where there are most; null where that is not seen.</summary>
    public double? On(RoadLine road)
    {
        if (road.To.Length == 0 || board.Find(road.To)?.Session is not { Latest: { } reading } session) return null;
        double? most = null;
        for (var lane = 0; lane < session.Layout.Lanes.Length; lane++)
        {
            if (session.Layout.Lanes[lane].IncomingEdge != road.ToRoad || lane >= reading.Halting.Count) continue;
            most = Math.Max(most ?? 0, (int)reading.Halting[lane]);
        }

        return most;
    }

    /// <summary>Of the signals of a route, those that are seen.</summary>
    public ImmutableArray<QueueAhead> Ahead(EscortRoute route, CityRoads roads) =>
    [
        .. route.Legs.Where(leg => leg.Intersection is not null)
            .Select(leg => (leg.Intersection, Vehicles: On(roads.Line(leg.Road))))
            .Where(one => one.Vehicles is not null)
            .Select(one => new QueueAhead(one.Intersection!, one.Vehicles!.Value)),
    ];
}
