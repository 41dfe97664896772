using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Runs;

/// <summary>Where a lane is seen from an intersection.</summary>
/// <param name="Signal">Place of the intersection in the run.</param>
/// <param name="Lane">Place of the approach lane in its layout.</param>
/// <param name="EndToStopLineMetres">From the end of the seen lane to the stop line.</param>
/// <param name="Weight">1 on the approach lane itself; upstream shared among the lanes it feeds.</param>
internal readonly record struct SeenFrom(int Signal, int Lane, double EndToStopLineMetres, double Weight);

/// <summary>
/// What each intersection sees: its approach lanes, and back from them over ways without a signal as far as its
/// detectors reach.
/// </summary>
internal sealed class Zones
{
    private readonly Dictionary<string, List<SeenFrom>> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Signal, int Exit)>> _exits = new(StringComparer.Ordinal);

    public Zones(RoadNetwork network, ImmutableArray<IntersectionLayout> layouts, double reachMetres)
    {
        for (var signal = 0; signal < layouts.Length; signal++)
        {
            Approaches(network, layouts[signal], signal, reachMetres);
            for (var exit = 0; exit < layouts[signal].Exits.Length; exit++)
                At(_exits, layouts[signal].Exits[exit].Id).Add((signal, exit));
        }
    }

    public IReadOnlyDictionary<string, List<SeenFrom>> Seen => _seen;

    public IReadOnlyDictionary<string, List<(int Signal, int Exit)>> Exits => _exits;

    private void Approaches(RoadNetwork network, IntersectionLayout layout, int signal, double reach)
    {
        var zones = layout.Lanes.Select(lane => Upstream(network, lane, reach)).ToArray();
        var shared = zones.SelectMany(zone => zone.Keys).CountBy(lane => lane).ToDictionary();
        for (var lane = 0; lane < zones.Length; lane++)
            foreach (var (id, distance) in zones[lane])
                At(_seen, id).Add(new(signal, lane, distance, id == layout.Lanes[lane].Id ? 1 : 1.0 / shared[id]));
    }

    /// <summary>Lanes by id, with the distance from their end to the stop line.</summary>
    private static Dictionary<string, double> Upstream(RoadNetwork network, ApproachLane approach, double reach)
    {
        var zone = new Dictionary<string, double>(StringComparer.Ordinal) { [approach.Id] = 0 };
        var open = new Stack<string>([approach.Id]);
        while (open.TryPop(out var id))
        {
            var begins = zone[id] + network.Lanes[id].LengthMetres;
            if (begins >= reach) continue;
            foreach (var way in network.ConnectionsTo[id].Where(way => way.Signal is null && zone.TryAdd(way.FromLaneId, begins)))
                open.Push(way.FromLaneId);
        }

        return zone;
    }

    private static List<T> At<T>(Dictionary<string, List<T>> lists, string id)
    {
        if (!lists.TryGetValue(id, out var list)) lists.Add(id, list = []);
        return list;
    }
}
