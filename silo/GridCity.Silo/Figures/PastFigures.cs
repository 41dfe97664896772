using System.Collections.Concurrent;
using GridCity.Runtime.Projections.Figures;

namespace GridCity.Silo.Figures;

/// <summary>What happened in an area before today.</summary>
/// <param name="Hours">By the hour, UTC.</param>
internal sealed record Past(
    DateTimeOffset Today, bool IsCounting, Counts Total, IReadOnlyDictionary<DateTimeOffset, Counts> Hours,
    IReadOnlyDictionary<string, Counts> Channels, IReadOnlyDictionary<string, Counts> Departments);

/// <summary>
/// The past, which does not change: read once a day for each area that is looked at. Events carry the moment of their
/// decision, so that nothing comes into a day that is over; what was decided just before midnight is counted with the first
/// look behind it.
/// </summary>
internal sealed class PastFigures(FigureReader reader)
{
    /// <summary>Areas and departments kept; behind that all is read anew.</summary>
    private const int KeptMax = 2_000;

    private readonly ConcurrentDictionary<(Look, DateTimeOffset), Past> _kept = [];

    public async Task<Past> OfAsync(Look look, FigureKind kind, DateTimeOffset from, DateTimeOffset today, CancellationToken cancellation)
    {
        if (_kept.TryGetValue((look, today), out var kept)) return kept;
        var hours = await reader.HoursAsync(kind, look.Area, look.Department, from, today, cancellation);
        var channels = await KeysAsync(FigureKind.Source);
        var departments = await KeysAsync(FigureKind.Department);
        var past = new Past(
            today, hours.IsCounting, hours.Rows.Values.Aggregate(new Counts(), (sum, row) => sum.Add(row)),
            hours.Rows.ToDictionary(row => row.Key.Hour, row => row.Value), channels, departments);
        if (_kept.Count >= KeptMax || _kept.Keys.Any(key => key.Item2 != today)) _kept.Clear();
        if (!past.IsCounting) _kept[(look, today)] = past;
        return past;

        async Task<Dictionary<string, Counts>> KeysAsync(FigureKind of) =>
            (await reader.KeysAsync(of, look.Area, from, today, cancellation)).Rows.ToDictionary(row => row.Key.Key, row => row.Value);
    }
}
