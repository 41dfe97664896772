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

    /// <summary>What one event counts as; null for an event that is no figure.</summary>
    internal static Counted? Of(CaseEvent happened) => happened switch
    {
        CaseEvent.Registered e => On(e.At, Registered, open: 1),
        CaseEvent.Filed e => On(e.At, Filed),
        CaseEvent.Voided e => On(e.At, Voided, open: -1),
        CaseEvent.Dispatched e => On(e.At, Dispatched),
        CaseEvent.WentOverdue e => On(e.At, Overdue),
        CaseEvent.FeedbackGiven e => On(e.At, Handled),
        CaseEvent.Reworked e => On(e.At, Reworked),
        CaseEvent.Checked e => On(e.At, Checked),
        CaseEvent.Closed e => On(e.At, Closed, open: -1),
        _ => null,
    };

    /// <summary>
    /// The day comes from the event, not from a clock, so that a recount of the journal finds the same.
    /// </summary>
    private static Counted On(DateTimeOffset at, string measure, int open = 0) =>
        new(DateOnly.FromDateTime(at.UtcDateTime), measure, open);

    /// <param name="Day">UTC.</param>
    /// <param name="Measure">Goes up by one.</param>
    /// <param name="Open">Change of <see cref="Measures.Open"/>.</param>
    internal readonly record struct Counted(DateOnly Day, string Measure, int Open);
}
