using System.Collections.Immutable;
using GridCity.Grains.Escorts;

namespace GridCity.Grains.Intersections;

/// <summary>Where one signalised intersection stands. Folded from <see cref="IntersectionEvent"/>s only.</summary>
/// <param name="Built">What the city's folder says is there; null before, and after it is gone from the folder.</param>
/// <param name="Plans">In force: the installation's, or those set since. Null where nothing is built.</param>
/// <param name="Order">The mode that somebody wants; null for the usual one.</param>
/// <param name="Link">The newest link.</param>
/// <param name="DetectorFaults">In order of the lanes' ids.</param>
/// <param name="NeighboursLost">Codes of neighbours that are not heard, in order.</param>
/// <param name="ControllerFault">What the controller says of itself; null when it is well.</param>
/// <param name="InForceSince">When the mode in force last changed.</param>
/// <param name="Incidents">What blocks roads here now, one for a road; default for nothing.</param>
/// <param name="EscortsWaiting">Orders of escorts that come after the one in force; default for none.</param>
public sealed record IntersectionState(
    Installation? Built,
    SignalPlans? Plans,
    ModeOrder? Order,
    ControllerLink Link,
    ImmutableArray<DetectorFault> DetectorFaults,
    ImmutableArray<string> NeighboursLost,
    string? ControllerFault,
    DateTimeOffset? InForceSince,
    ImmutableArray<RoadIncident> Incidents = default,
    ImmutableArray<ModeOrder> EscortsWaiting = default)
{
    /// <summary>Escorts that may wait at one intersection.</summary>
    public const int EscortsWaitingMax = 16;

    /// <summary>What every intersection is before the first event.</summary>
    public static IntersectionState Initial { get; } = new(null, null, null, new("", 0, IsSteady: false), [], [], null, null);

    /// <summary>The mode that is wanted at a moment.</summary>
    public SignalMode Wanted(DateTimeOffset now) => OrderAt(now)?.Mode ?? Built?.Usual ?? SignalMode.Flashing;

    /// <summary>The order that holds at a moment; its timer may be late, its end is not.</summary>
    public ModeOrder? OrderAt(DateTimeOffset now) => Order is { } order && !(order.Until <= now) ? order : null;

    /// <summary>What blocks a road; null when nothing does.</summary>
    public RoadIncident? IncidentOn(string road) =>
        Incidents.IsDefaultOrEmpty ? null : Incidents.FirstOrDefault(one => one.Road == road);
}

/// <summary>What is built at an intersection, as the city's folder has it.</summary>
/// <param name="Edition">Changes with every change of the rest.</param>
/// <param name="Neighbours">Codes of the intersections whose traffic comes here or that get it from here.</param>
/// <param name="Usual">The mode that is wanted when nobody orders another: plan, actuated or adaptive.</param>
public sealed record Installation(
    string Edition,
    StoredLayout Layout,
    SignalPlans Plans,
    ImmutableArray<string> Neighbours,
    SignalMode Usual,
    DetectorRules Detectors);

/// <summary>A mode that somebody wants.</summary>
/// <param name="Phase">The phase to hold, from 0; null for none.</param>
/// <param name="By">Id of the person, or the written id of a grain.</param>
/// <param name="At">Names the order: there is one at a time.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
/// <param name="Way">Of an escort: how it crosses.</param>
public sealed record ModeOrder(
    SignalMode Mode, int? Phase, string Reason, string By, DateTimeOffset At, DateTimeOffset? Until, EscortWay? Way = null)
{
    /// <summary>Who goes first of two escorts; one that says nothing of itself comes last.</summary>
    public EscortRank Rank() => Way is { } way
        ? new(way.Class, way.RequestedAt.ToUnixTimeSeconds(), By) : new(EscortClass.Other, long.MaxValue, By);
}

/// <summary>The link to the controller in the field.</summary>
/// <param name="Controller">The newest one, for people; empty when there was none.</param>
/// <param name="Fence">Number of the newest link; 0 when there was none.</param>
/// <param name="IsSteady">True while readings come and orders are obeyed.</param>
/// <param name="Sight">What the controller sees of the traffic.</param>
public sealed record ControllerLink(string Controller, long Fence, bool IsSteady, LinkSight Sight = LinkSight.Queues);

/// <summary>A detector that is not believed.</summary>
/// <param name="Lane">Id of its lane.</param>
public sealed record DetectorFault(string Lane, DetectorFaultKind Fault, DateTimeOffset Since);

/// <summary>All that works or does not at one moment, as the silo that holds the link sees it.</summary>
/// <param name="LinkDown">Why the link is not steady; null when it is.</param>
/// <param name="Detectors">Those at fault; a lane at most once.</param>
/// <param name="NeighboursLost">Codes of neighbours that are not heard.</param>
/// <param name="ControllerFault">What the controller says of itself; null when it is well.</param>
public sealed record IntersectionHealth(
    string? LinkDown,
    ImmutableArray<LaneFault> Detectors,
    ImmutableArray<string> NeighboursLost,
    string? ControllerFault);

/// <summary>A lane whose detector is not believed.</summary>
public readonly record struct LaneFault(string Lane, DetectorFaultKind Fault);
