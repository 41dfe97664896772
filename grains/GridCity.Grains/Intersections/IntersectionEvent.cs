using System.Collections.Immutable;

namespace GridCity.Grains.Intersections;

/// <summary>What happened to an intersection. What is measured every second is no history; what changes its running is.</summary>
public abstract record IntersectionEvent
{
    private IntersectionEvent() { }

    [StoredName("intersection.installed.v1")]
    public sealed record Installed(Installation As, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.removed.v1")]
    public sealed record Removed(DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.plans-set.v1")]
    public sealed record PlansSet(SignalPlans Plans, string By, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.mode-ordered.v1")]
    public sealed record ModeOrdered(ModeOrder Order) : IntersectionEvent;

    /// <summary>Somebody ended an order; the usual mode is wanted again.</summary>
    [StoredName("intersection.mode-released.v1")]
    public sealed record ModeReleased(string By, DateTimeOffset At) : IntersectionEvent;

    /// <summary>The time of an order was over.</summary>
    [StoredName("intersection.mode-expired.v1")]
    public sealed record ModeExpired(DateTimeOffset At) : IntersectionEvent;

    /// <summary>An escort comes second here, or meets a person's order: it waits for its turn.</summary>
    [StoredName("intersection.escort-waits.v1")]
    public sealed record EscortWaits(ModeOrder Order) : IntersectionEvent;

    /// <summary>An escort that waited does so no more.</summary>
    /// <param name="By">Written id of its grain.</param>
    [StoredName("intersection.escort-left.v1")]
    public sealed record EscortLeft(string By, DateTimeOffset At) : IntersectionEvent;

    /// <summary>After an escort the street that had waited most was served first.</summary>
    [StoredName("intersection.street-repaid.v1")]
    public sealed record StreetRepaid(int Phase, int Seconds, DateTimeOffset At) : IntersectionEvent;

    /// <summary>Something blocks a road here.</summary>
    [StoredName("intersection.incident-opened.v1")]
    public sealed record IncidentOpened(RoadIncident Incident, DateTimeOffset At) : IntersectionEvent;

    /// <param name="Case">That began with it; null where the city wants none.</param>
    [StoredName("intersection.incident-cleared.v1")]
    public sealed record IncidentCleared(string Road, string? Case, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.link-opened.v1")]
    public sealed record LinkOpened(
        string Controller, long Fence, DateTimeOffset At, LinkSight Sight = LinkSight.Queues) : IntersectionEvent;

    [StoredName("intersection.link-lost.v1")]
    public sealed record LinkLost(string Why, DateTimeOffset At) : IntersectionEvent;

    /// <summary>Readings are steady, and orders are obeyed.</summary>
    [StoredName("intersection.link-steady.v1")]
    public sealed record LinkSteady(DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.detector-failed.v1")]
    public sealed record DetectorFailed(string Lane, DetectorFaultKind Fault, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.detector-recovered.v1")]
    public sealed record DetectorRecovered(string Lane, DateTimeOffset At) : IntersectionEvent;

    /// <summary>Neighbours that are not heard, all of them; none when all are heard again.</summary>
    [StoredName("intersection.neighbours-lost.v1")]
    public sealed record NeighboursLost(ImmutableArray<string> Neighbours, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.controller-failed.v1")]
    public sealed record ControllerFailed(string Fault, DateTimeOffset At) : IntersectionEvent;

    [StoredName("intersection.controller-recovered.v1")]
    public sealed record ControllerRecovered(DateTimeOffset At) : IntersectionEvent;

    /// <summary>What is wanted does not work now: a mode that needs less is in force.</summary>
    [StoredName("intersection.fell-back.v1")]
    public sealed record FellBack(SignalMode To, string Why, DateTimeOffset At) : IntersectionEvent;

    /// <summary>A mode nearer to what is wanted, or that itself, works again.</summary>
    [StoredName("intersection.recovered.v1")]
    public sealed record Recovered(SignalMode To, DateTimeOffset At) : IntersectionEvent;
}
