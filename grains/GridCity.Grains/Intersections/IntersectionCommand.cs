using GridCity.Grains.Cases;

namespace GridCity.Grains.Intersections;

/// <summary>Everything that can be asked of an intersection grain.</summary>
public abstract record IntersectionCommand : IGrainCommand
{
    private IntersectionCommand() { }

    /// <summary>From the city's folder: what is built there. The same edition again changes nothing.</summary>
    [StoredName("intersection.install.v1")]
    public sealed record Install(Installation As) : IntersectionCommand;

    /// <summary>The city's folder does not name it any more.</summary>
    [StoredName("intersection.remove.v1")]
    public sealed record Remove : IntersectionCommand;

    /// <summary>Replace the plans until the folder brings another installation.</summary>
    [StoredName("intersection.set-plans.v1")]
    public sealed record SetPlans(SignalPlans Plans) : IntersectionCommand;

    /// <summary>Order a mode.</summary>
    /// <param name="Phase">The phase to hold, from 0; for manual, and for an escort once it wants one.</param>
    /// <param name="Reason">What for, for people.</param>
    /// <param name="Until">When the order ends by itself; null for never.</param>
    /// <param name="Way">Of an escort: how it crosses, and its rank among others.</param>
    [StoredName("intersection.set-mode.v1")]
    public sealed record SetMode(
        SignalMode Mode, int? Phase, string Reason, DateTimeOffset? Until, EscortWay? Way = null) : IntersectionCommand;

    /// <summary>Go back to the usual mode. From a grain: only if the order in force is its own.</summary>
    [StoredName("intersection.release-mode.v1")]
    public sealed record ReleaseMode : IntersectionCommand;

    /// <summary>From the timer of an order: its time is over.</summary>
    /// <param name="OrderedAt">Names the order; another one since then stays.</param>
    [StoredName("intersection.expire-mode.v1")]
    public sealed record ExpireMode(DateTimeOffset OrderedAt) : IntersectionCommand;

    /// <summary>A controller announces itself; every link that was before is over.</summary>
    /// <param name="Controller">For people: make, cabinet, program.</param>
    /// <param name="FenceSeen">The highest fence that it has obeyed; the new one is higher in any case.</param>
    /// <param name="Sight">What it sees of the traffic.</param>
    [StoredName("intersection.open-link.v1")]
    public sealed record OpenLink(string Controller, long FenceSeen, LinkSight Sight = LinkSight.Queues) : IntersectionCommand;

    /// <summary>From the silo that holds the link: what works and what does not, all of it.</summary>
    [StoredName("intersection.note-health.v1")]
    public sealed record NoteHealth(long Fence, IntersectionHealth Health) : IntersectionCommand, ILinkNote;

    /// <summary>From the silo that holds the link: something blocks a road here. One that is known changes nothing.</summary>
    /// <param name="Report">The case that is to begin, if the city wants one; its id is the incident's.</param>
    [StoredName("intersection.note-incident.v1")]
    public sealed record NoteIncident(long Fence, RoadIncident Incident, Report? Report = null) : IntersectionCommand, ILinkNote;

    /// <summary>From the silo that holds the link: the road is clear again.</summary>
    /// <param name="Road">As the incident names it.</param>
    [StoredName("intersection.note-road-clear.v1")]
    public sealed record NoteRoadClear(long Fence, string Road) : IntersectionCommand, ILinkNote;

    /// <summary>From the silo that holds the link: after an escort the street that had waited most is served first.</summary>
    /// <param name="Phase">That it gets, from 0.</param>
    /// <param name="Seconds">At most so long.</param>
    [StoredName("intersection.note-repayment.v1")]
    public sealed record NoteRepayment(long Fence, int Phase, int Seconds) : IntersectionCommand, ILinkNote;
}

/// <summary>What the silo that holds the link says; after a newer one it has no say any more.</summary>
internal interface ILinkNote
{
    /// <summary>Of its link.</summary>
    long Fence { get; }
}
