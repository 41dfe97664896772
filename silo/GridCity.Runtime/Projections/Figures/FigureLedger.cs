using System.Collections.Immutable;
using GridCity.Grains.Cases;

namespace GridCity.Runtime.Projections.Figures;

/// <summary>What of a case its figures need.</summary>
/// <param name="Department">That it was dispatched to; empty before.</param>
/// <param name="Overdue">True once its time for handling ran out.</param>
public readonly record struct FiguredCase(string Cell, string Source, string Department, bool Overdue);

/// <summary>Counts events of cases into hours, for the cell and for each area around it. Pure.</summary>
/// <param name="digits">Digits of the codes of each level, cells included.</param>
/// <param name="overdue">Ids of the open cases of these events that were counted as overdue; kept up to date.</param>
public sealed class FigureLedger(ImmutableArray<int> digits, HashSet<string> overdue)
{
    private readonly int _cellDigits = digits.Max();
    private readonly Dictionary<FigureKey, Counts> _rows = [];

    public IReadOnlyDictionary<FigureKey, Counts> Rows => _rows;

    /// <summary>True for an event that changes a figure.</summary>
    public static bool Matters(CaseEvent happened) =>
        happened is CaseEvent.Rehomed or CaseEvent.Joined || Measures.Of(happened) is not null;

    /// <param name="id">The case's id.</param>
    /// <param name="now">The case as it is, this event or more behind it.</param>
    public void Add(string id, CaseEvent happened, FiguredCase now)
    {
        if (happened is CaseEvent.Rehomed moved) Move(id, moved);
        if (Measures.Of(happened) is not { } counted) return;
        var hour = HourOf(counted.At);
        if (FlowOf(happened, counted) is { } flow) Flow(flow, hour, now);
        if (counted.Open != 0) Note(now.Cell, hour, Count.OpenChange, counted.Open);
        var change = OverdueChange(id, happened, counted, now);
        if (change != 0) Note(now.Cell, hour, Count.OverdueChange, change);
    }

    /// <summary>The hour in which a moment lies, UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static Count? FlowOf(CaseEvent happened, Measures.Counted counted) => counted.Measure switch
    {
        Measures.Registered or Measures.SelfHandled => Count.Registered,
        Measures.Filed => Count.Filed,
        Measures.Dispatched or Measures.Redispatched => Count.Dispatched,
        Measures.Handled => Count.Handled,
        Measures.Reworked => Count.Reworked,
        Measures.Closed => Count.Closed,
        Measures.Overdue => Count.WentOverdue,
        _ => counted.Open < 0 ? Count.EndedOtherwise : null,
    };

    private void Flow(Count flow, DateTimeOffset hour, FiguredCase now)
    {
        Flow(flow, hour, now, 1);
        if (!now.Overdue) return;
        if (flow == Count.Handled) Flow(Count.HandledLate, hour, now, 1);
        if (flow == Count.Closed) Flow(Count.ClosedLate, hour, now, 1);
    }

    private void Flow(Count flow, DateTimeOffset hour, FiguredCase now, int amount)
    {
        Note(now.Cell, hour, flow, amount);
        foreach (var length in digits)
        {
            if (length == _cellDigits || length > now.Cell.Length) continue;
            var area = now.Cell[..length];
            if (flow is Count.Registered) Row(new(FigureKind.Source, area, now.Source, hour))[flow] += amount;
            if (flow is not (Count.Registered or Count.Filed) && now.Department.Length > 0)
                Row(new(FigureKind.Department, area, now.Department, hour))[flow] += amount;
        }
    }

    /// <summary>Each case is counted in once, and out once, however it ends.</summary>
    private int OverdueChange(string id, CaseEvent happened, Measures.Counted counted, FiguredCase now) => happened switch
    {
        CaseEvent.WentOverdue => overdue.Add(id) ? 1 : 0,
        CaseEvent.Joined => overdue.Remove(id) ? -1 : 0,
        CaseEvent.Contested or CaseEvent.Unmerged or CaseEvent.MergeDeclined => now.Overdue && overdue.Add(id) ? 1 : 0,
        _ => counted.Open < 0 && overdue.Remove(id) ? -1 : 0,
    };

    /// <summary>What happened stays where it did; what is open goes along.</summary>
    private void Move(string id, CaseEvent.Rehomed moved)
    {
        if (moved.From == moved.Cell) return;
        var hour = HourOf(moved.At);
        Note(moved.From, hour, Count.OpenChange, -1);
        Note(moved.Cell, hour, Count.OpenChange, 1);
        if (!overdue.Contains(id)) return;
        Note(moved.From, hour, Count.OverdueChange, -1);
        Note(moved.Cell, hour, Count.OverdueChange, 1);
    }

    private void Note(string cell, DateTimeOffset hour, Count count, int amount)
    {
        foreach (var length in digits)
            if (length <= cell.Length) Row(new(FigureKind.All, cell[..length], "", hour))[count] += amount;
    }

    private Counts Row(FigureKey key) => _rows.TryGetValue(key, out var row) ? row : _rows[key] = new();
}
