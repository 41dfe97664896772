using System.Collections.Immutable;
using System.Globalization;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections.Statistics;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>Figures, as far as the caller may see them.</summary>
internal sealed class Statistics(StatisticsQuery query)
{
    public async Task<StatisticsReply> CountAsync(StatisticsRequest request, RpcCall call)
    {
        var first = Day(request.FromDay, "from_day") ?? DateOnly.MinValue;
        var last = Day(request.ToDay, "to_day") ?? DateOnly.MaxValue;
        if (last < first) throw Statuses.Invalid("to_day", "lies before from_day.");
        var figures = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var prefix in Prefixes(request, call))
            foreach (var (measure, amount) in await Statuses.GuardAsync(call, query.SumAsync(first, last, prefix, call.CancellationToken)))
                figures[measure] = figures.GetValueOrDefault(measure) + amount;
        return new() { Figures = { figures.Select(figure => new Figure { Measure = figure.Key, Amount = figure.Value }) } };
    }

    /// <summary>The narrower of what is asked and what the caller may see.</summary>
    private static ImmutableArray<string> Prefixes(StatisticsRequest request, RpcCall call)
    {
        var asked = request.CellPrefix;
        if (asked.Length > 15 || !asked.All(char.IsAsciiDigit))
            throw Statuses.Invalid("cell_prefix", "is no beginning of a cell code: up to 15 digits.");
        return Caller.Of(call).Within(asked) is { IsEmpty: false } parts ? parts : [""];
    }

    private static DateOnly? Day(string text, string field) =>
        text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Statuses.Invalid(field, $"'{text}' is not a day: write yyyy-MM-dd.");
}
