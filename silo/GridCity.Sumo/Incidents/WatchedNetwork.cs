using System.Collections.Immutable;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Incidents;

/// <summary>A network's lanes as the watch for incidents sees them, and what each way over a junction may do.</summary>
public sealed class WatchedNetwork
{
    private readonly List<(int Signal, int Group, LaneRight Fixed)> _rights = [];
    private readonly Dictionary<string, int> _junctions = new(StringComparer.Ordinal);

    public WatchedNetwork(RoadNetwork network, ImmutableArray<IntersectionLayout> layouts)
    {
        var lanes = network.Edges.Values.OrderBy(edge => edge.Id, StringComparer.Ordinal)
            .SelectMany(edge => edge.Lanes.Select(lane => (Edge: edge, Lane: lane))).ToArray();
        Index = lanes.Select((one, at) => (one.Lane.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        var signals = layouts.Select((layout, at) => (layout.Id, at)).ToDictionary(one => one.Id, one => one.at, StringComparer.Ordinal);
        ImmutableArray<WatchedLane> watched = [.. lanes.Select(one => Lane(network, signals, one.Edge, one.Lane))];
        Lanes = new(watched, _junctions.Count);
    }

    public WatchedLanes Lanes { get; }

    /// <summary>Places of the lanes by id.</summary>
    public IReadOnlyDictionary<string, int> Index { get; }

    /// <summary>The junction that a lane inside one belongs to, or -1.</summary>
    public int JunctionOf(string insideLane) => _junctions.GetValueOrDefault(JunctionName(insideLane), -1);

    /// <summary>What a way may do now.</summary>
    public LaneRight RightOf(int way, IReadOnlyList<SafetyState> shown)
    {
        var (signal, group, constant) = _rights[way];
        return signal < 0 ? constant : shown[signal].Groups[group].Shown switch
        {
            SignalShown.Green => LaneRight.Protected,
            SignalShown.Yield or SignalShown.StopThenGo or SignalShown.Flashing => LaneRight.Yielding,
            _ => LaneRight.Closed,
        };
    }

    private WatchedLane Lane(RoadNetwork network, Dictionary<string, int> signals, RoadEdge edge, RoadLane lane)
    {
        ImmutableArray<LaneOutlet> ways =
        [
            .. network.ConnectionsFrom[lane.Id].Where(way => Index.ContainsKey(way.ToLaneId))
                .Select(way => new LaneOutlet(Index[way.ToLaneId], Junction(way.Via), Right(network, signals, way))),
        ];
        return new(
            lane.Id, edge.Id, lane.LengthMetres, Beside(edge, lane.Index + 1), Beside(edge, lane.Index - 1), ways,
            edge.Lanes.Any(other => network.ConnectionsFrom[other.Id].Any()));
    }

    private int Beside(RoadEdge edge, int index) =>
        edge.Lanes.FirstOrDefault(lane => lane.Index == index) is { } lane ? Index[lane.Id] : -1;

    private int Junction(string? via)
    {
        if (via is null) return -1;
        var name = JunctionName(via);
        if (!_junctions.TryGetValue(name, out var junction)) _junctions.Add(name, junction = _junctions.Count);
        return junction;
    }

    private int Right(RoadNetwork network, Dictionary<string, int> signals, LaneConnection way)
    {
        _rights.Add(way.Signal is { } signal && signals.TryGetValue(signal, out var at)
            ? (at, way.LinkIndex, LaneRight.Closed)
            : (-1, 0, way.Signal is not null || Yields(network, way) ? LaneRight.Yielding : LaneRight.Priority));
        return _rights.Count - 1;
    }

    /// <summary>Somebody has priority over it at its junction.</summary>
    private static bool Yields(RoadNetwork network, LaneConnection way) =>
        way.Via is not null
        && network.Junctions.TryGetValue(network.Edges[way.FromEdge].ToJunction, out var junction)
        && junction.Ways.IndexOf(way.Via) is >= 0 and var index
        && junction.Rights.TryGetValue(index, out var rights)
        && rights.Response.Contains(true);

    /// <summary>Lanes inside are named <c>:JUNCTION_INDEX_LANE</c>.</summary>
    private static string JunctionName(string insideLane)
    {
        var edge = insideLane[..Math.Max(0, insideLane.LastIndexOf('_'))];
        return edge[..Math.Max(0, edge.LastIndexOf('_'))];
    }
}
