using System.Collections.Immutable;

namespace GridCity.Grains.Intersections.Incidents;

/// <summary>The lanes that area detectors (video, radar) see, and how traffic leaves each.</summary>
/// <param name="Lanes">Named by their place in it.</param>
/// <param name="Junctions">Number of junctions; named by a number from 0.</param>
public sealed record WatchedLanes(ImmutableArray<WatchedLane> Lanes, int Junctions);

/// <summary>A lane under watch.</summary>
/// <param name="Id">As the intersection's layout names it.</param>
/// <param name="Road">The road it is part of: an incident is one for all lanes of a road.</param>
/// <param name="LengthMetres">From its beginning to its end at a junction.</param>
/// <param name="Left">The lane beside it, or -1.</param>
/// <param name="Right">The lane beside it, or -1.</param>
/// <param name="Outlets">The ways over the junction; none where the lane ends and its traffic has to change lanes.</param>
/// <param name="RoadGoesOn">False where the watched part of the road network ends.</param>
public sealed record WatchedLane(
    string Id, string Road, double LengthMetres, int Left, int Right, ImmutableArray<LaneOutlet> Outlets, bool RoadGoesOn);

/// <summary>One way over a junction.</summary>
/// <param name="ToLane">The lane it leads to, or -1 where that is not watched.</param>
/// <param name="Junction">The junction it crosses, or -1.</param>
/// <param name="Right">
/// A number for whoever observes: a signal group, or a right of way that never changes.
/// </param>
public readonly record struct LaneOutlet(int ToLane, int Junction, int Right);

/// <summary>What traffic on a way over a junction may do in one second.</summary>
public enum LaneRight : byte
{
    /// <summary>It has to wait: red, yellow.</summary>
    Closed = 0,

    /// <summary>It may go when nobody is in the way: a permitted turn, a side road, a flashing signal.</summary>
    Yielding,

    /// <summary>It is on the main road of a junction without a signal.</summary>
    Priority,

    /// <summary>It has a protected green.</summary>
    Protected,
}

/// <summary>What is seen in one second.</summary>
/// <param name="Standing">
/// For each lane the cells where something stands (slower than <see cref="IncidentSettings.StandingMetresPerSecond"/>),
/// counted from the lane's end at the junction, ascending; empty for a lane without a detector that works.
/// </param>
/// <param name="Occupied">For each junction: something stands inside it.</param>
/// <param name="RightOf">What the way with that number may do now.</param>
public readonly record struct RoadSight(
    IReadOnlyList<IReadOnlyList<int>> Standing, IReadOnlyList<bool> Occupied, Func<int, LaneRight> RightOf);
