using System.Collections.Immutable;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Journal;

namespace GridCity.Silo.Edges;

/// <summary>One shift as the inspector's history has it.</summary>
/// <param name="Until">Null while it lasts.</param>
/// <param name="RecordedFrom">When the database recorded its beginning; compares exactly with whatever else it recorded.</param>
/// <param name="RecordedUntil">When it recorded its end; null while the shift lasts.</param>
internal sealed record WorkedShift(
    DutyGridId Grid,
    string? Shift,
    string? Person,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    DateTimeOffset RecordedFrom,
    DateTimeOffset? RecordedUntil)
{
    /// <summary>When the next shift began; null for the newest one.</summary>
    public DateTimeOffset? Next { get; private init; }

    /// <summary>The shift that lasted at a moment, or the last one before it.</summary>
    /// <param name="history">All events of one inspector, oldest first.</param>
    /// <param name="at">Null for the newest.</param>
    public static WorkedShift? At(ImmutableArray<JournalEvent> history, DateTimeOffset? at)
    {
        var shifts = Of(history);
        var found = shifts.FindLastIndex(shift => at is null || shift.Since <= at);
        return found < 0 ? null : shifts[found] with { Next = found + 1 < shifts.Count ? shifts[found + 1].Since : null };
    }

    private static List<WorkedShift> Of(ImmutableArray<JournalEvent> history)
    {
        var shifts = new List<WorkedShift>();
        foreach (var recorded in history)
        {
            var happened = InspectorKind.Kind.ReadEvent(recorded.Name, recorded.Json.Span);
            if (happened is InspectorEvent.SignedOn on)
                shifts.Add(new(on.Grid, on.Shift, on.Person, on.At, null, recorded.RecordedAt, null));
            if (happened is InspectorEvent.SignedOff off && shifts.Count > 0)
                shifts[^1] = shifts[^1] with { Until = off.At, RecordedUntil = recorded.RecordedAt };
        }

        return shifts;
    }
}
