using System.Collections.Immutable;

namespace GridCity.Runtime.Projections;

/// <summary>What an append writes beside its events, in the same transaction.</summary>
/// <param name="Case">The case's row as of the last event, if the grain is a case.</param>
/// <param name="Deltas">Signed statistics at leaf level.</param>
public sealed record Projected(CaseRow? Case, ImmutableArray<StatisticsDelta> Deltas)
{
    public static Projected Nothing { get; } = new(null, []);
}

/// <summary>One case as queues and lists see it.</summary>
/// <param name="Id">The grain's key.</param>
/// <param name="Number">The printed number.</param>
/// <param name="Stage">Where it stands in the workflow.</param>
/// <param name="Holder">Who has to act: a post, a department's or an inspector's code.</param>
/// <param name="DueAt">When the stage is late; null without a limit.</param>
public sealed record CaseRow(
    string Id,
    long Version,
    string Number,
    string Stage,
    string Cell,
    string Category,
    string Department,
    string Holder,
    string Source,
    bool Overdue,
    DateTimeOffset RegisteredAt,
    DateTimeOffset StageSince,
    DateTimeOffset? DueAt,
    DateTimeOffset? ClosedAt);

/// <summary>A signed change of one figure for one cell and category on one day.</summary>
/// <param name="Measure">Stable name: <c>registered</c>, <c>closed</c>, <c>open</c>, ….</param>
public readonly record struct StatisticsDelta(DateOnly Day, string Cell, string Category, string Measure, int Amount);
