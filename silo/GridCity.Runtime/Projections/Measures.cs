using GridCity.Grains.Cases;

namespace GridCity.Runtime.Projections;

/// <summary>The figures that case events count in. Stable names: they are stored.</summary>
public static class Measures
{
    /// <summary>Cases that exist and have not ended.</summary>
    public const string Open = "open";

    public const string Registered = "registered";
    public const string Filed = "filed";
    public const string Voided = "voided";
    public const string Dispatched = "dispatched";
    public const string Overdue = "overdue";

    /// <summary>Feedback given.</summary>
    public const string Handled = "handled";

    /// <summary>Checks that failed.</summary>
    public const string Reworked = "reworked";

    /// <summary>Checks that found the site in order.</summary>
    public const string Checked = "checked";

    public const string Closed = "closed";

    /// <summary>Ended with an answer at once.</summary>
    public const string Answered = "answered";

    /// <summary>Looked at before filing.</summary>
    public const string Verified = "verified";

    /// <summary>Given to another department than the one before.</summary>
    public const string Redispatched = "redispatched";

    /// <summary>Came back from the first department: the share right at first try is what is left.</summary>
    public const string Misdispatched = "misdispatched";

    /// <summary>Came back from anybody else.</summary>
    public const string Returned = "returned";

    public const string Extended = "extended";
    public const string Suspended = "suspended";
    public const string Urged = "urged";
    public const string Supervised = "supervised";

    /// <summary>Opened again, because the reporter contested the end.</summary>
    public const string Contested = "contested";

    /// <summary>Put right by the inspector who saw it.</summary>
    public const string SelfHandled = "self-handled";

    /// <summary>Put right by an inspector, and found not to stand.</summary>
    public const string AuditFailed = "audit-failed";

    /// <summary>Seen by a machine. Confirmed ones count as registered.</summary>
    public const string Recognised = "recognised";

    /// <summary>Seen by a machine and not so: beside <see cref="Recognised"/> it gives the false-alarm rate.</summary>
    public const string FalseAlarm = "false-alarm";

    public const string Merged = "merged";
    public const string Unmerged = "unmerged";
    public const string Joined = "joined";

    /// <summary>Departments asked to help.</summary>
    public const string Involved = "involved";

    /// <summary>What one event counts as; null for an event that is no figure.</summary>
    internal static Counted? Of(CaseEvent happened) => happened switch
    {
        CaseEvent.Registered e => On(e.At, Registered, open: 1),
        CaseEvent.Filed e => On(e.At, Filed),
        CaseEvent.Voided e => On(e.At, Voided, open: -1),
        CaseEvent.Dispatched e => On(e.At, e.Again ? Redispatched : Dispatched),
        CaseEvent.ReturnedToDispatcher e => On(e.At, e.First ? Misdispatched : Returned),
        CaseEvent.ReturnedToClerk e => On(e.At, Returned),
        CaseEvent.ReturnedToDepartment e => On(e.At, Returned),
        CaseEvent.ReturnedToHandler e => On(e.At, Returned),
        CaseEvent.WentOverdue e => On(e.At, Overdue),
        CaseEvent.FeedbackGiven e => On(e.At, Handled),
        CaseEvent.Reworked e => On(e.At, Reworked),
        CaseEvent.Checked e => On(e.At, Checked),
        CaseEvent.Closed e => On(e.At, Closed, open: -1),
        CaseEvent.SelfHandled e => On(e.At, SelfHandled, open: 1),
        CaseEvent.AuditPassed e => On(e.At, Closed, open: -1),
        CaseEvent.AuditFailed e => On(e.At, AuditFailed),
        CaseEvent.Recognised e => On(e.At, Recognised, open: 1),
        CaseEvent.RecognitionConfirmed e => On(e.At, Registered),
        CaseEvent.RecognitionRejected e => On(e.At, FalseAlarm, open: -1),
        CaseEvent.Merged e => On(e.At, Merged, open: -1),
        CaseEvent.MergeDeclined e => On(e.At, Unmerged, open: 1),
        CaseEvent.Unmerged e => On(e.At, Unmerged, open: 1),
        CaseEvent.Joined e => On(e.At, Joined),
        CaseEvent.ClosedWithParent e => On(e.At, Closed, open: -1),
        CaseEvent.PartnerInvolved e => On(e.At, Involved),
        CaseEvent.Answered e => On(e.At, Answered, open: -1),
        CaseEvent.Verified e => On(e.At, Verified),
        CaseEvent.ExtensionGranted e => On(e.At, Extended),
        CaseEvent.Suspended e => On(e.At, Suspended),
        CaseEvent.Urged e => On(e.At, Urged),
        CaseEvent.SupervisionBegan e => On(e.At, Supervised),
        CaseEvent.Contested e => On(e.At, Contested, open: 1),
        _ => null,
    };

    /// <summary>
    /// The day comes from the event, not from a clock, so that a recount of the journal finds the same.
    /// </summary>
    private static Counted On(DateTimeOffset at, string measure, int open = 0) =>
        new(at, measure, open);

    /// <summary>The day in which an event counts, UTC.</summary>
    internal static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <param name="At">When it happened.</param>
    /// <param name="Measure">Goes up by one.</param>
    /// <param name="Open">Change of <see cref="Measures.Open"/>.</param>
    internal readonly record struct Counted(DateTimeOffset At, string Measure, int Open)
    {
        public DateOnly Day => DayOf(At);
    }
}
