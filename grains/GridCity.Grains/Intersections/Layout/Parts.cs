using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Layout;

/// <summary>A lane that leads to the intersection.</summary>
/// <param name="Id">Unique in the intersection.</param>
/// <param name="LengthMetres">From the last junction, or where roads meet, to the stop line: so long a queue blocks nobody else.</param>
/// <param name="SpeedMetresPerSecond">The speed allowed on it.</param>
/// <param name="IncomingEdge">The road it is part of.</param>
public sealed record ApproachLane(string Id, double LengthMetres, double SpeedMetresPerSecond, string IncomingEdge);

/// <summary>A lane that leads away from the intersection.</summary>
/// <param name="Id">Unique in the intersection.</param>
/// <param name="LengthMetres">From the intersection to its end.</param>
/// <param name="SpeedMetresPerSecond">The speed allowed on it.</param>
/// <param name="OutgoingEdge">The road it is part of.</param>
public sealed record ExitLane(string Id, double LengthMetres, double SpeedMetresPerSecond, string OutgoingEdge);

/// <summary>A way across the intersection, by the ids of its lanes.</summary>
public sealed record LaneLink(string FromLane, string ToLane);

/// <summary>What shows one signal together: an index of the field controller, the link index of SUMO.</summary>
/// <param name="Index">Its place in every list of groups, from 0.</param>
/// <param name="Connections">The ways it governs; none for a crossing of pedestrians or an unused index.</param>
/// <param name="IsPedestrian">It has a walk time and a clearance of its own.</param>
public sealed record SignalGroup(int Index, ImmutableArray<LaneLink> Connections, bool IsPedestrian);

/// <summary>A set of greens that may be shown together.</summary>
/// <param name="Aspects">One for each group.</param>
/// <param name="MinimumGreenSeconds">It is shown at least so long.</param>
/// <param name="MaximumGreenSeconds">For controllers that extend green: while others wait, no longer than this.</param>
public sealed record Phase(ImmutableArray<Aspect> Aspects, int MinimumGreenSeconds, int MaximumGreenSeconds);

/// <summary>The times that nobody may cut, in whole seconds: the loop runs once a second.</summary>
/// <param name="YellowSeconds">Shown by every group that loses its green.</param>
/// <param name="AllRedSeconds">Between the end of yellow and the next green.</param>
/// <param name="MinimumGreenSeconds">A green once shown to vehicles stays so long.</param>
/// <param name="PedestrianGreenSeconds">A green once shown to pedestrians stays so long.</param>
/// <param name="PedestrianClearanceSeconds">From the end of their green until somebody else's: who walks gets across.</param>
/// <param name="MaximumRedSeconds">Every group that any phase serves gets green again within this, asked or not.</param>
public sealed record SignalTimes(
    int YellowSeconds,
    int AllRedSeconds,
    int MinimumGreenSeconds,
    int PedestrianGreenSeconds,
    int PedestrianClearanceSeconds,
    int MaximumRedSeconds);
