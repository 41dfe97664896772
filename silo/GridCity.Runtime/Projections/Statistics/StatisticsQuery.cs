using System.Collections.Immutable;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Projections.Statistics;

/// <summary>Exact figures at every moment: folded totals plus the tail that is not folded yet, in one statement.</summary>
public sealed class StatisticsQuery(NpgsqlDataSource source)
{
    private const string Sql =
        """
        SELECT measure, sum(amount)::bigint FROM (
            SELECT measure, amount FROM statistic_total WHERE day BETWEEN $1 AND $2 AND cell LIKE $3
            UNION ALL
            SELECT d.measure, d.amount FROM statistic_mark m, LATERAL (
                SELECT * FROM statistic_delta d WHERE (d.xid, d.position) > (m.xid, m.position)) d
            WHERE d.day BETWEEN $1 AND $2 AND d.cell LIKE $3) figures
        GROUP BY measure ORDER BY measure
        """;

    /// <summary>Sums every measure.</summary>
    /// <param name="first">First day, included.</param>
    /// <param name="last">Last day, included.</param>
    /// <param name="cellPrefix">An area is a prefix of its cells' codes; empty for the whole city. Digits only.</param>
    public Task<ImmutableSortedDictionary<string, long>> SumAsync(
        DateOnly first, DateOnly last, string cellPrefix = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cellPrefix);
        if (cellPrefix.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
            throw new ArgumentException($"'{cellPrefix}' is no prefix of a cell code: digits only.", nameof(cellPrefix));
        return PostgresJournal.Guarded(() => ReadAsync(first, last, cellPrefix + "%", cancellation));
    }

    private async Task<ImmutableSortedDictionary<string, long>> ReadAsync(
        DateOnly first, DateOnly last, string pattern, CancellationToken cancellation)
    {
        var figures = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        await using var command = source.CreateCommand(Sql);
        command.Parameters.AddWithValue(first);
        command.Parameters.AddWithValue(last);
        command.Parameters.AddWithValue(pattern);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) figures.Add(reader.GetString(0), reader.GetInt64(1));
        return figures.ToImmutable();
    }
}
