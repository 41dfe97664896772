using System.Collections.Immutable;

namespace GridCity.Runtime.Projections.Figures;

/// <summary>What is counted for an hour, in the order of the table's columns.</summary>
public enum Count
{
    Registered,
    Filed,
    Dispatched,

    /// <summary>Feedback given.</summary>
    Handled,

    /// <summary>Of these, after the time for handling had run out.</summary>
    HandledLate,

    /// <summary>Checks that failed.</summary>
    Reworked,

    Closed,

    /// <summary>Of these, cases whose time for handling had run out.</summary>
    ClosedLate,

    /// <summary>Void, answered, merged, false alarms.</summary>
    EndedOtherwise,

    WentOverdue,

    /// <summary>Change of what is open; counted of all cases only.</summary>
    OpenChange,

    /// <summary>Change of what is open and overdue; counted of all cases only.</summary>
    OverdueChange,
}

/// <summary>One number for each <see cref="Count"/>, in cases.</summary>
public sealed class Counts
{
    /// <summary>The columns, in order.</summary>
    internal static readonly ImmutableArray<string> Columns =
    [
        "registered", "filed", "dispatched", "handled", "handled_late", "reworked", "closed", "closed_late", "ended_otherwise",
        "went_overdue", "open_change", "overdue_change",
    ];

    private readonly int[] _values = new int[Columns.Length];

    public int this[Count count]
    {
        get => _values[(int)count];
        set => _values[(int)count] = value;
    }

    public Counts Add(Counts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var at = 0; at < _values.Length; at++) _values[at] += other._values[at];
        return this;
    }
}
