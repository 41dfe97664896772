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
    [StoredName("intersection.set-mode.v1")]
    public sealed record SetMode(SignalMode Mode, int? Phase, string Reason, DateTimeOffset? Until) : IntersectionCommand;

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
    [StoredName("intersection.open-link.v1")]
    public sealed record OpenLink(string Controller, long FenceSeen) : IntersectionCommand;

    /// <summary>From the silo that holds the link: what works and what does not, all of it.</summary>
    /// <param name="Fence">Of its link; after a newer one it has no say any more.</param>
    [StoredName("intersection.note-health.v1")]
    public sealed record NoteHealth(long Fence, IntersectionHealth Health) : IntersectionCommand;
}
