using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Reads grains back. Each query is one statement, so head, snapshot and events are of one moment.</summary>
internal static class PostgresLoader
{
    // The head's "since" prunes the months before the grain began; without it every partition ever made is probed. A day
    // is left for a database clock that is set back: events after that are recorded "before" the grain began.
    private const string LoadSql =
        """
        SELECT g.n, h.version, s.version, s.format, s.body, e.version, e.name, e.body, e.actor, e.recorded_at
        FROM unnest($1::text[]) WITH ORDINALITY AS g(grain, n)
        JOIN grain_head h USING (grain)
        LEFT JOIN snapshot s USING (grain)
        LEFT JOIN LATERAL (
            SELECT version, name, body, actor, recorded_at FROM journal j
            WHERE j.grain = h.grain AND j.version > coalesce(s.version, 0) AND j.version <= h.version
              AND j.recorded_at >= h.since - interval '1 day'
            ORDER BY j.version) e ON true
        ORDER BY g.n, e.version
        """;

    private const string LoadUpToSql =
        """
        SELECT e.version, e.name, e.body, e.actor, e.recorded_at
        FROM grain_head h JOIN journal e ON e.grain = h.grain AND e.recorded_at >= h.since - interval '1 day'
        WHERE h.grain = $1 AND e.version <= $2 ORDER BY e.version
        """;

    private const string SaveSnapshotSql =
        """
        INSERT INTO snapshot (grain, version, format, body) VALUES ($1, $2, $3, $4)
        ON CONFLICT (grain) DO UPDATE SET version = excluded.version, format = excluded.format, body = excluded.body
        WHERE snapshot.version < excluded.version OR snapshot.format <> excluded.format
        """;

    public static async Task<GrainHistory[]> LoadAsync(
        NpgsqlDataSource source, IReadOnlyList<GrainId> grains, CancellationToken cancellation)
    {
        var histories = grains.Select(grain => new GrainHistory(grain, 0, null, [])).ToArray();
        var events = new List<JournalEvent>();
        await using var command = source.CreateCommand(LoadSql);
        command.Parameters.AddWithValue(grains.Select(grain => grain.ToString()).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var current = -1;
        while (await reader.ReadAsync(cancellation))
        {
            var index = checked((int)reader.GetInt64(0)) - 1;
            if (index != current) Finish(histories, ref current, index, events, reader);
            if (!await reader.IsDBNullAsync(5, cancellation)) events.Add(Event(grains[index], reader, 5));
        }

        Close(histories, current, events);
        return histories;
    }

    public static async Task<ImmutableArray<JournalEvent>> LoadUpToAsync(
        NpgsqlDataSource source, GrainId grain, long versionMax, CancellationToken cancellation)
    {
        var events = ImmutableArray.CreateBuilder<JournalEvent>();
        await using var command = source.CreateCommand(LoadUpToSql);
        command.Parameters.AddWithValue(grain.ToString());
        command.Parameters.AddWithValue(versionMax);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) events.Add(Event(grain, reader, 0));
        return events.ToImmutable();
    }

    public static async Task<int> SaveSnapshotAsync(
        NpgsqlDataSource source, GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SaveSnapshotSql);
        command.Parameters.AddWithValue(grain.ToString());
        command.Parameters.AddWithValue(snapshot.Version);
        command.Parameters.AddWithValue(snapshot.Format);
        command.Parameters.AddWithValue(snapshot.Json.ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Reads version, name, body, actor and recorded_at from the given column on.</summary>
    public static JournalEvent Event(GrainId grain, NpgsqlDataReader reader, int first) => new(
        grain,
        reader.GetInt64(first),
        reader.GetString(first + 1),
        reader.GetFieldValue<byte[]>(first + 2),
        reader.GetString(first + 3),
        reader.GetFieldValue<DateTimeOffset>(first + 4));

    private static void Finish(
        GrainHistory[] histories, ref int current, int next, List<JournalEvent> events, NpgsqlDataReader reader)
    {
        Close(histories, current, events);
        current = next;
        var snapshot = reader.IsDBNull(2)
            ? null
            : new GrainSnapshot(reader.GetInt64(2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4));
        histories[next] = histories[next] with { Version = reader.GetInt64(1), Snapshot = snapshot };
    }

    private static void Close(GrainHistory[] histories, int current, List<JournalEvent> events)
    {
        if (current >= 0) histories[current] = histories[current] with { Events = [.. events] };
        events.Clear();
    }
}
