using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;

namespace GridCity.Runtime.Projections;

/// <summary>
/// Statistics counted anew from history. A checker compares them with the deltas: an event that was lost, doubled or
/// projected twice shows as a difference.
/// </summary>
public sealed class Recount
{
    private readonly Dictionary<GrainId, Report> _reports = [];
    private readonly Dictionary<StatisticsDelta, int> _figures = [];

    /// <summary>Every figure that is not zero, in order of day, cell, category and measure.</summary>
    public ImmutableArray<StatisticsDelta> Figures => Ordered(_figures);

    /// <summary>Counts one event of the journal; of one grain, oldest first.</summary>
    public void Add(GrainId grain, object happened)
    {
        if (Begun(happened) is { } begun) _reports.TryAdd(grain, begun);
        if (happened is CaseEvent.Rehomed moved) Move(grain, moved);
        if (happened is not CaseEvent @event || Measures.Of(@event) is not { } counted) return;
        var report = _reports[grain];
        Count(_figures, new(counted.Day, report.Cell, report.Category, counted.Measure, 1));
        Count(_figures, new(counted.Day, report.Cell, report.Category, Measures.Open, counted.Open));
    }

    /// <summary>Sums deltas up in the form of <see cref="Figures"/>, so that the two can be compared.</summary>
    public static ImmutableArray<StatisticsDelta> Sum(IEnumerable<StatisticsDelta> deltas)
    {
        var figures = new Dictionary<StatisticsDelta, int>();
        foreach (var delta in deltas) Count(figures, delta);
        return Ordered(figures);
    }

    private void Move(GrainId grain, CaseEvent.Rehomed moved)
    {
        var report = _reports[grain];
        Count(_figures, new(Measures.DayOf(moved.At), report.Cell, report.Category, Measures.Open, -1));
        Count(_figures, new(Measures.DayOf(moved.At), moved.Cell, report.Category, Measures.Open, 1));
        _reports[grain] = report with { Cell = moved.Cell };
    }

    private static Report? Begun(object happened) => happened switch
    {
        CaseEvent.Registered e => e.Report,
        CaseEvent.SelfHandled e => e.Report,
        CaseEvent.Recognised e => e.Report,
        _ => null,
    };

    private static void Count(Dictionary<StatisticsDelta, int> figures, StatisticsDelta delta)
    {
        var key = delta with { Amount = 0 };
        figures[key] = figures.GetValueOrDefault(key) + delta.Amount;
    }

    private static ImmutableArray<StatisticsDelta> Ordered(Dictionary<StatisticsDelta, int> figures) =>
    [
        .. figures.Where(figure => figure.Value != 0)
            .OrderBy(figure => figure.Key.Day)
            .ThenBy(figure => figure.Key.Cell, StringComparer.Ordinal)
            .ThenBy(figure => figure.Key.Category, StringComparer.Ordinal)
            .ThenBy(figure => figure.Key.Measure, StringComparer.Ordinal)
            .Select(figure => figure.Key with { Amount = figure.Value }),
    ];
}
