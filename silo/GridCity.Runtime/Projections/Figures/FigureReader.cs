using System.Collections.Immutable;
using System.Data;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Projections.Figures;

/// <summary>What was read.</summary>
/// <param name="Rows">Summed as was asked for; a sum over time stands under the first moment asked for.</param>
/// <param name="IsCounting">True while so much is not counted yet that it was left out.</param>
public sealed record FigureRows(IReadOnlyDictionary<FigureKey, Counts> Rows, bool IsCounting);

/// <summary>
/// Exact figures of hours at every moment: the rows plus the events behind the checkpoint, all seen by one snapshot.
/// </summary>
public sealed class FigureReader(NpgsqlDataSource source, ImmutableArray<int> digits)
{
    /// <summary>Events behind the checkpoint that a question counts by itself; more means that all is counted anew.</summary>
    private const int TailMax = 5_000;

    private const string CheckpointSql =
        "SELECT version, xid, position FROM projection_checkpoint WHERE name = $1 ORDER BY live DESC, version DESC LIMIT 1";

    private const string TailSql =
        """
        SELECT grain, name, body FROM journal WHERE (xid, position) > ($1, $2) AND name = ANY ($3)
        ORDER BY xid, position LIMIT $4
        """;

    private static readonly string Sums = string.Join(", ", Counts.Columns.Select(column => $"sum({column})::int"));

    private static readonly string HoursSql =
        $"""
        SELECT kind, area, key, hour, {string.Join(", ", Counts.Columns)} FROM figure_hour
        WHERE edition = $1 AND kind = $2 AND digits = $3 AND area = $4 AND key = $5 AND hour >= $6 AND hour < $7
        """;

    private static readonly string KeysSql =
        $"""
        SELECT kind, area, key, $5, {Sums} FROM figure_hour
        WHERE edition = $1 AND kind = $2 AND digits = $3 AND area = $4 AND hour >= $5 AND hour < $6 GROUP BY 1, 2, 3
        """;

    private static readonly string PartsSql =
        $"""
        SELECT kind, area, key, $5, {Sums} FROM figure_hour
        WHERE edition = $1 AND kind = 0 AND digits = $2 AND area >= $3 AND area < $4 AND hour >= $5 AND hour < $6 GROUP BY 1, 2, 3
        """;

    private static readonly string NamedSql =
        $"""
        SELECT kind, area, key, $4, {Sums} FROM figure_hour
        WHERE edition = $1 AND kind = 0 AND digits = $2 AND area = ANY ($3) AND hour >= $4 AND hour < $5 GROUP BY 1, 2, 3
        """;

    private static readonly string StepsSql =
        $"""
        SELECT kind, area, key, date_bin(make_interval(hours => $5), hour, $6), {Sums} FROM figure_hour
        WHERE edition = $1 AND kind = 0 AND digits = $2 AND area >= $3 AND area < $4 AND hour >= $6 GROUP BY 1, 2, 3, 4 LIMIT $7
        """;

    /// <summary>Every hour of one area.</summary>
    /// <param name="key">Of a source or a department; empty for all.</param>
    /// <param name="from">An hour's beginning; <paramref name="before"/> too.</param>
    public Task<FigureRows> HoursAsync(
        FigureKind kind, string area, string key, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation = default) =>
        ReadAsync(
            HoursSql, [(short)kind, (short)area.Length, area, key, from, before],
            row => row.Kind == kind && row.Area == area && row.Key == key && row.Hour >= from && row.Hour < before,
            row => row, cancellation);

    /// <summary>The sources or departments of one area, each summed over a time.</summary>
    public Task<FigureRows> KeysAsync(
        FigureKind kind, string area, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation = default) =>
        ReadAsync(
            KeysSql, [(short)kind, (short)area.Length, area, from, before],
            row => row.Kind == kind && row.Area == area && row.Hour >= from && row.Hour < before,
            row => row with { Hour = from }, cancellation);

    /// <summary>All areas of a level that lie in one, each summed over a time.</summary>
    /// <param name="length">Digits of the level's codes.</param>
    public Task<FigureRows> PartsAsync(
        string area, int length, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation = default) =>
        ReadAsync(
            PartsSql, [(short)length, area, End(area), from, before],
            row => IsPart(row, area, length) && row.Hour >= from && row.Hour < before, row => row with { Hour = from }, cancellation);

    /// <summary>Some areas of one level, each summed over a time.</summary>
    public Task<FigureRows> NamedAsync(
        string[] areas, int length, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation = default)
    {
        var wanted = areas.ToHashSet();
        return ReadAsync(
            NamedSql, [(short)length, areas, from, before],
            row => row.Kind == FigureKind.All && wanted.Contains(row.Area) && row.Hour >= from && row.Hour < before,
            row => row with { Hour = from }, cancellation);
    }

    /// <summary>All areas of a level that lie in one, summed for each step from a moment on.</summary>
    /// <param name="rowsMax">More rows are cut off; ask for one more than are wanted.</param>
    public Task<FigureRows> StepsAsync(
        string area, int length, int stepHours, DateTimeOffset from, int rowsMax, CancellationToken cancellation = default) =>
        ReadAsync(
            StepsSql, [(short)length, area, End(area), stepHours, from, rowsMax],
            row => IsPart(row, area, length) && row.Hour >= from,
            row => row with { Hour = from.AddHours(Math.Floor((row.Hour - from).TotalHours / stepHours) * stepHours) }, cancellation);

    private static bool IsPart(FigureKey row, string area, int length) =>
        row.Kind == FigureKind.All && row.Area.Length == length && row.Area.StartsWith(area, StringComparison.Ordinal);

    /// <summary>Behind all codes that begin so: digits come before it.</summary>
    private static string End(string area) => area + ":";

    /// <param name="wants">Which rows of the events behind the checkpoint.</param>
    /// <param name="key">Under which they are summed.</param>
    private Task<FigureRows> ReadAsync(
        string sql, object[] values, Func<FigureKey, bool> wants, Func<FigureKey, FigureKey> key, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var (edition, at) = await CheckpointAsync(connection, cancellation);
            var rows = await RowsAsync(connection, sql, [edition, .. values], cancellation);
            var (tail, isCounting) = await TailAsync(connection, at, cancellation);
            if (!isCounting && tail.Count > 0)
            {
                var counted = await FigureEvents.CountAsync(tail, digits, edition, connection, cancellation);
                foreach (var (row, counts) in counted.Ledger.Rows)
                    if (wants(row)) Add(rows, key(row), counts);
            }

            return new FigureRows(rows, isCounting);
        });

    private static async Task<(int Edition, JournalCursor At)> CheckpointAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(CheckpointSql, connection);
        command.Parameters.AddWithValue(FigureProjection.CheckpointName);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (reader.GetInt32(0), new(reader.GetInt64(1), reader.GetInt64(2)))
            : (FigureProjection.Edition, JournalCursor.Start);
    }

    private static async Task<(List<(string Id, CaseEvent Happened)> Events, bool IsTooLong)> TailAsync(
        NpgsqlConnection connection, JournalCursor at, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(TailSql, connection);
        command.Parameters.AddWithValue(at.Transaction);
        command.Parameters.AddWithValue(at.Position);
        command.Parameters.AddWithValue(FigureEvents.Names.ToArray());
        command.Parameters.AddWithValue(TailMax + 1);
        var (tail, read) = (new List<(string, CaseEvent)>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        for (; await reader.ReadAsync(cancellation); read++)
            if (FigureEvents.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2)) is { } happened)
                tail.Add((GrainId.Parse(reader.GetString(0)).Key, happened));
        return (tail, read > TailMax);
    }

    private static async Task<Dictionary<FigureKey, Counts>> RowsAsync(
        NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.AddWithValue(value is DateTimeOffset moment ? moment.UtcDateTime : value);
        var rows = new Dictionary<FigureKey, Counts>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var hour = reader.GetFieldValue<DateTimeOffset>(3);
            rows[new((FigureKind)reader.GetInt16(0), reader.GetString(1), reader.GetString(2), hour)] = Read(reader);
        }

        return rows;
    }

    private static Counts Read(NpgsqlDataReader reader)
    {
        var counts = new Counts();
        for (var at = 0; at < Counts.Columns.Length; at++) counts[(Count)at] = reader.GetInt32(at + 4);
        return counts;
    }

    private static void Add(Dictionary<FigureKey, Counts> rows, FigureKey key, Counts counts)
    {
        if (rows.TryGetValue(key, out var row)) row.Add(counts);
        else rows[key] = new Counts().Add(counts);
    }
}
