using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;

namespace GridCity.Runtime.Projections;

/// <summary>
/// What an append writes beside its events: pure, so that a checker can do it again. Only cases are projected here;
/// other kinds give nothing.
/// </summary>
public static class Projector
{
    /// <summary>Projects the events of one append.</summary>
    /// <param name="version">The grain's version after them.</param>
    /// <param name="events">What happened, oldest first.</param>
    /// <param name="after">The state after the last of them.</param>
    public static Projected Project(GrainId grain, long version, IReadOnlyList<object> events, object after) =>
        after is CaseState.Known state && events.Count > 0
            ? new(Row(grain, version, state), Deltas(state.Ticket.Report, events))
            : Projected.Nothing;

    private static CaseRow Row(GrainId grain, long version, CaseState.Known state)
    {
        var report = state.Ticket.Report;
        return new(
            grain.Key,
            version,
            report.Number,
            state.Stage,
            report.Cell,
            report.Category,
            state.Department,
            state.Holder,
            report.Source,
            state.Overdue,
            state.Ticket.RegisteredAt,
            state.StageSince,
            state.DueAt,
            state.ClosedAt);
    }

    private static ImmutableArray<StatisticsDelta> Deltas(Report report, IReadOnlyList<object> events)
    {
        var deltas = ImmutableArray.CreateBuilder<StatisticsDelta>(2);
        var cell = events.OfType<CaseEvent.Rehomed>().FirstOrDefault()?.From ?? report.Cell;
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is CaseEvent.Rehomed moved) cell = Move(deltas, moved, report.Category);
            if (events[at] is not CaseEvent happened || Measures.Of(happened) is not { } counted) continue;
            Add(deltas, new(counted.Day, cell, report.Category, counted.Measure, 1));
            if (counted.Open == 0) continue;
            Add(deltas, new(counted.Day, cell, report.Category, Measures.Open, counted.Open));
        }

        return deltas.DrainToImmutable();
    }

    /// <summary>What happened stays where it did; what is open goes along.</summary>
    private static string Move(
        ImmutableArray<StatisticsDelta>.Builder deltas, CaseEvent.Rehomed moved, string category)
    {
        if (moved.From == moved.Cell) return moved.Cell;
        var day = Measures.DayOf(moved.At);
        Add(deltas, new(day, moved.From, category, Measures.Open, -1));
        Add(deltas, new(day, moved.Cell, category, Measures.Open, 1));
        return moved.Cell;
    }

    /// <summary>One row per key: an append has a handful of deltas, so a scan beats a table.</summary>
    private static void Add(ImmutableArray<StatisticsDelta>.Builder deltas, StatisticsDelta one)
    {
        for (var at = 0; at < deltas.Count; at++)
        {
            if (deltas[at] with { Amount = one.Amount } != one) continue;
            deltas[at] = deltas[at] with { Amount = deltas[at].Amount + one.Amount };
            if (deltas[at].Amount == 0) deltas.RemoveAt(at);
            return;
        }

        deltas.Add(one);
    }
}
