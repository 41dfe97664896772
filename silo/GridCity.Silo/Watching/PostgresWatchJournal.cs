using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Journal;
using Npgsql;

namespace GridCity.Silo.Watching;

/// <summary>The hub's reading of PostgreSQL.</summary>
internal sealed class PostgresWatchJournal(NpgsqlDataSource database) : IWatchJournal
{
    private static readonly string Names =
        string.Join(", ", CaseKind.Kind.EventNames.Concat(DutyGridKind.Kind.EventNames).Select(name => $"'{name}'"));

    // One statement, so that the rows and the oldest running transaction are seen by the same snapshot. The last row tells
    // how far the journal goes at all: other grains' events behind the last one are then not looked through again.
    private static readonly string ReadSql =
        $"""
        (SELECT xid, position, grain, version, name, body, actor, recorded_at FROM journal
         WHERE (xid, position) > ($1, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AND name IN ({Names})
         ORDER BY xid, position LIMIT $3)
        UNION ALL
        (SELECT xid, position, NULL, NULL, NULL, NULL, NULL, NULL FROM journal
         WHERE (xid, position) > ($1, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
         ORDER BY xid DESC, position DESC LIMIT 1)
        """;

    private const string BackSql =
        """
        SELECT xid, position FROM journal WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        ORDER BY xid DESC, position DESC OFFSET $1 LIMIT 1
        """;

    // The head's "since" prunes the months before the grain began; a day is left for a clock that is set back.
    private const string HistorySql =
        """
        SELECT h.grain, e.version, e.name, e.body, e.actor, e.recorded_at
        FROM unnest($1::text[], $2::bigint[]) AS w(grain, last)
        JOIN grain_head h USING (grain)
        CROSS JOIN LATERAL (
            SELECT version, name, body, actor, recorded_at FROM journal j
            WHERE j.grain = h.grain AND j.version <= w.last AND j.recorded_at >= h.since - interval '1 day'
            ORDER BY j.version) e
        """;

    /// <inheritdoc/>
    public async Task<WatchPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation)
    {
        await using var command = Command(ReadSql, after.Transaction, after.Position, countMax);
        var rows = await RowsAsync(command, reader => (Place(reader), reader.IsDBNull(2) ? null : Event(reader, 2)), cancellation);
        ImmutableArray<PlacedEvent> events = [.. from row in rows where row.Item2 is not null select new PlacedEvent(row.Item1, row.Item2)];
        var last = events.IsEmpty ? after : events[^1].Place;
        return new(events, events.Length == countMax || rows.Count == 0 ? last : rows[^1].Item1);
    }

    /// <inheritdoc/>
    public async Task<JournalCursor> BackAsync(int events, CancellationToken cancellation)
    {
        await using var command = Command(BackSql, events);
        return (await RowsAsync(command, Place, cancellation)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task<ILookup<GrainId, JournalEvent>> HistoryAsync(
        IReadOnlyDictionary<GrainId, long> versions, CancellationToken cancellation)
    {
        await using var command = Command(
            HistorySql, versions.Keys.Select(grain => grain.ToString()).ToArray(), versions.Values.ToArray());
        return (await RowsAsync(command, reader => Event(reader, 0), cancellation)).ToLookup(happened => happened.Grain);
    }

    private static JournalCursor Place(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1));

    private static JournalEvent Event(NpgsqlDataReader reader, int first) => new(
        GrainId.Parse(reader.GetString(first)),
        reader.GetInt64(first + 1),
        reader.GetString(first + 2),
        reader.GetFieldValue<byte[]>(first + 3),
        reader.GetString(first + 4),
        reader.GetFieldValue<DateTimeOffset>(first + 5));

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        var rows = new List<T>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
            return rows;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            throw new JournalUnavailableException(error.Message, error);
        }
    }
}
