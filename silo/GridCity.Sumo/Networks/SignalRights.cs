namespace GridCity.Sumo.Networks;

/// <summary>Who conflicts with whom at one signal, and who yields, by link index, from the junctions' right of way.</summary>
internal sealed class SignalRights
{
    private readonly HashSet<(int Yielding, int To)> _yields = [];

    public SignalRights(RoadNetwork network, string signal)
    {
        var inside = network.Connections.Where(way => way.IsPedestrian && way.Via is not null)
            .ToLookup(way => way.FromLaneId, way => way.Via!, StringComparer.Ordinal);
        var places = network.Connections.Where(way => way.Signal == signal)
            .SelectMany(way => Place(network, inside, way) is { } place ? [(way.LinkIndex, place.Junction, place.Index)] : Array.Empty<Way>())
            .ToArray();
        foreach (var one in places)
            foreach (var other in places.Where(other => other.Junction == one.Junction && other.Link != one.Link)) Compare(one, other);
    }

    /// <summary>Pairs of link indexes in conflict, the lower first.</summary>
    public SortedSet<(int One, int Other)> Conflicts { get; } = [];

    /// <summary>True when the first has to yield to the second.</summary>
    public bool Yields(int one, int to) => _yields.Contains((one, to));

    private void Compare(Way one, Way other)
    {
        if (!one.Junction.Rights.TryGetValue(one.Index, out var rights)) return;
        if (other.Index < rights.Foes.Length && rights.Foes[other.Index])
            Conflicts.Add((Math.Min(one.Link, other.Link), Math.Max(one.Link, other.Link)));
        if (other.Index < rights.Response.Length && rights.Response[other.Index]) _yields.Add((one.Link, other.Link));
    }

    /// <summary>
    /// A way's index at its junction: that of its internal lane; where the way is cut in two inside the junction, the
    /// junction lists the second part; a crossing of pedestrians is itself an internal lane.
    /// </summary>
    private static (RoadJunction Junction, int Index)? Place(RoadNetwork network, ILookup<string, string> inside, LaneConnection way)
    {
        var lane = way.IsPedestrian ? way.ToLaneId : way.Via;
        if (lane is null || !lane.StartsWith(':')) return null;
        var junction = JunctionOf(network, lane);
        if (junction is null) return null;
        var index = inside[lane].Prepend(lane).Select(part => junction.Ways.IndexOf(part)).FirstOrDefault(found => found >= 0, -1);
        return index < 0 ? null : (junction, index);
    }

    /// <summary>Internal lanes are named <c>:JUNCTION_INDEX_LANE</c>.</summary>
    private static RoadJunction? JunctionOf(RoadNetwork network, string lane)
    {
        var edge = lane[1..lane.LastIndexOf('_')];
        return network.Junctions.GetValueOrDefault(edge[..Math.Max(0, edge.LastIndexOf('_'))]);
    }

    private sealed record Way(int Link, RoadJunction Junction, int Index)
    {
        public static implicit operator Way((int Link, RoadJunction Junction, int Index) way) => new(way.Link, way.Junction, way.Index);
    }
}
