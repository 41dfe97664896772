using System.Collections.Immutable;

namespace GridCity.Sumo.Networks;

/// <summary>A lane of a road.</summary>
public sealed record RoadLane(string Id, int Index, double LengthMetres, double SpeedMetresPerSecond);

/// <summary>A road in one direction, between two junctions.</summary>
/// <param name="Lanes">At least one, from the kerb.</param>
public sealed record RoadEdge(string Id, string FromJunction, string ToJunction, ImmutableArray<RoadLane> Lanes)
{
    public double LengthMetres => Lanes[0].LengthMetres;

    public double SpeedMetresPerSecond => Lanes.Max(lane => lane.SpeedMetresPerSecond);
}

/// <summary>A way from a lane to a lane of the next road.</summary>
/// <param name="Via">The first lane inside the junction; null in a network built without them.</param>
/// <param name="Signal">The traffic light that governs it, or null.</param>
/// <param name="LinkIndex">Its index there; -1 without a signal.</param>
/// <param name="Direction">SUMO's letter: s straight, l left, r right, t turn around, L and R partly.</param>
public sealed record LaneConnection(
    string FromEdge, int FromLane, string ToEdge, int ToLane, string? Via, string? Signal, int LinkIndex, string Direction)
{
    public string FromLaneId => $"{FromEdge}_{FromLane}";

    public string ToLaneId => $"{ToEdge}_{ToLane}";

    /// <summary>It leads from a pavement or over a crossing.</summary>
    public bool IsPedestrian => FromEdge.StartsWith(':');
}

/// <summary>What one way through a junction must heed.</summary>
/// <param name="Response">For each way of the junction: it has priority over this one.</param>
/// <param name="Foes">For each way of the junction: it crosses or merges with this one.</param>
public sealed record RightOfWay(ImmutableArray<bool> Response, ImmutableArray<bool> Foes);

/// <summary>A junction: where it is, and who yields to whom by the index of its ways.</summary>
/// <param name="Ways">Internal lanes in the order of the right of way.</param>
public sealed record RoadJunction(
    string Id, string Type, double X, double Y, ImmutableArray<string> Ways, ImmutableDictionary<int, RightOfWay> Rights);

/// <summary>One phase of a signal's program as SUMO writes it.</summary>
public sealed record ProgramPhase(string State, double DurationSeconds, double? MinimumSeconds, double? MaximumSeconds);

/// <summary>A signal's program.</summary>
public sealed record SignalProgram(string Signal, string Program, string Type, double OffsetSeconds, ImmutableArray<ProgramPhase> Phases);

/// <summary>
/// The road graph of a network file: edges with length, speed and lanes, the ways between them, junctions, signals.
/// </summary>
/// <param name="Source">Path of the file.</param>
/// <param name="Programs">The first program of each signal, by its id.</param>
public sealed record RoadNetwork(
    string Source,
    ImmutableDictionary<string, RoadEdge> Edges,
    ImmutableArray<LaneConnection> Connections,
    ImmutableDictionary<string, RoadJunction> Junctions,
    ImmutableSortedDictionary<string, SignalProgram> Programs)
{
    /// <summary>Metres of each lane, also of those inside junctions.</summary>
    public required ImmutableDictionary<string, RoadLane> Lanes { get; init; }

    /// <summary>Ways by the lane they start from; ways of pedestrians left out.</summary>
    public ILookup<string, LaneConnection> ConnectionsFrom { get; } =
        Connections.Where(way => !way.IsPedestrian).ToLookup(way => way.FromLaneId, StringComparer.Ordinal);

    /// <summary>Ways by the lane they end in; ways of pedestrians left out.</summary>
    public ILookup<string, LaneConnection> ConnectionsTo { get; } =
        Connections.Where(way => !way.IsPedestrian).ToLookup(way => way.ToLaneId, StringComparer.Ordinal);

    /// <summary>Ways by the road they start from; ways of pedestrians left out.</summary>
    public ILookup<string, LaneConnection> WaysFrom { get; } =
        Connections.Where(way => !way.IsPedestrian).ToLookup(way => way.FromEdge, StringComparer.Ordinal);

    /// <summary>Ways by the road they end in; ways of pedestrians left out.</summary>
    public ILookup<string, LaneConnection> WaysTo { get; } =
        Connections.Where(way => !way.IsPedestrian).ToLookup(way => way.ToEdge, StringComparer.Ordinal);
}
