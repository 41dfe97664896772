using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Reads the journal in commit order, up to the oldest running transaction.</summary>
/// <param name="names">
/// Stored names of the only events to read; null for all. A reader of few should have an index of its own with the same
/// names, or it looks through all others.
/// </param>
public sealed class PostgresJournalReader(NpgsqlDataSource source, IReadOnlyList<string>? names = null) : IJournalReader
{
    // Must stay one statement: the rows and the oldest running transaction have to be seen by the same snapshot.
    private readonly string _readSql =
        $"""
        SELECT xid, position, grain, version, name, body, actor, recorded_at FROM journal
        WHERE (xid, position) > ($1, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        {Only(names)}
        ORDER BY xid, position LIMIT $3
        """;

    private const string EndSql =
        """
        SELECT xid, position FROM journal WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        ORDER BY xid DESC, position DESC LIMIT 1
        """;

    /// <inheritdoc/>
    public Task<JournalPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => ReadPageAsync(after, countMax, cancellation));

    /// <inheritdoc/>
    public Task<JournalCursor> EndAsync(CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(EndSql);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? Cursor(reader) : JournalCursor.Start;
        });

    private async Task<JournalPage> ReadPageAsync(JournalCursor after, int countMax, CancellationToken cancellation)
    {
        var events = ImmutableArray.CreateBuilder<JournalEvent>();
        var next = after;
        await using var command = source.CreateCommand(_readSql);
        command.Parameters.AddWithValue(after.Transaction);
        command.Parameters.AddWithValue(after.Position);
        command.Parameters.AddWithValue(countMax);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            next = Cursor(reader);
            events.Add(PostgresLoader.Event(GrainId.Parse(reader.GetString(2)), reader, 3));
        }

        return new(events.ToImmutable(), next);
    }

    /// <summary>Written out, as a parameter would not let PostgreSQL see that an index on these names fits.</summary>
    private static string Only(IReadOnlyList<string>? names) =>
        names is null ? "" : $"AND name IN ({string.Join(", ", names.Select(name => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'"))})";

    private static JournalCursor Cursor(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1));
}
