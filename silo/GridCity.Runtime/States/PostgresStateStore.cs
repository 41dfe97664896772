using System.Collections.Concurrent;
using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace GridCity.Runtime.States;

/// <summary>Samples and checkpoints on PostgreSQL: samples by COPY into day partitions.</summary>
public sealed class PostgresStateStore(NpgsqlDataSource source) : IStateStore
{
    private const string CopySql = "COPY sample (at, x, y, grain, series) FROM STDIN (FORMAT binary)";

    private const string ReadSql =
        """
        SELECT DISTINCT at, x, y FROM sample WHERE grain = $1 AND series = $2 AND at >= $3 AND at < $4
        ORDER BY at, x, y NULLS FIRST LIMIT $5
        """;

    private const string LoadSql = "SELECT grain, version, format, body FROM state_checkpoint WHERE grain = ANY ($1)";

    private const string SaveSql =
        """
        INSERT INTO state_checkpoint (grain, version, format, body)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::int[], $4::bytea[]) AS i(grain, version, format, body) ORDER BY grain
        ON CONFLICT (grain) DO UPDATE
        SET version = excluded.version, format = excluded.format, body = excluded.body, saved_at = now()
        WHERE state_checkpoint.version < excluded.version
        RETURNING grain
        """;

    /// <summary>Days that are known to have a partition; forgotten when one turns out to be dropped.</summary>
    private readonly ConcurrentDictionary<DateOnly, bool> _days = new();

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<Sample> samples, CancellationToken cancellation = default)
    {
        var days = StateGuard.Check(samples);
        return PostgresJournal.Guarded(async () =>
        {
            await EnsureDaysAsync(days, cancellation);
            try
            {
                return await CopyAsync(samples, cancellation);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.CheckViolation)
            {
                // Another silo dropped the partition that we remember: nothing was written yet.
                _days.Clear();
                await EnsureDaysAsync(days, cancellation);
                return await CopyAsync(samples, cancellation);
            }
        });
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Sample>> ReadAsync(SampleQuery query, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(ReadSql);
            command.Parameters.AddWithValue(query.Grain.ToString());
            command.Parameters.AddWithValue(query.Series);
            command.Parameters.AddWithValue(query.From.UtcDateTime);
            command.Parameters.AddWithValue(query.Until.UtcDateTime);
            command.Parameters.AddWithValue(query.CountMax);
            var samples = ImmutableArray.CreateBuilder<Sample>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                samples.Add(new(query.Grain, query.Series, reader.GetFieldValue<DateTimeOffset>(0), reader.GetDouble(1), reader.IsDBNull(2) ? null : reader.GetDouble(2)));
            return samples.ToImmutable();
        });

    /// <inheritdoc/>
    public Task<ImmutableArray<StateCheckpoint>> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(LoadSql);
            command.Parameters.AddWithValue(grains.Select(grain => grain.ToString()).ToArray());
            var found = ImmutableArray.CreateBuilder<StateCheckpoint>();
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                found.Add(new(GrainId.Parse(reader.GetString(0)), reader.GetInt64(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3)));
            return found.ToImmutable();
        });

    /// <inheritdoc/>
    public Task<bool[]> SaveAsync(IReadOnlyList<StateCheckpoint> checkpoints, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(SaveSql);
            command.Parameters.AddWithValue(checkpoints.Select(one => one.Grain.ToString()).ToArray());
            command.Parameters.AddWithValue(checkpoints.Select(one => one.Version).ToArray());
            command.Parameters.AddWithValue(checkpoints.Select(one => one.Format).ToArray());
            command.Parameters.AddWithValue(checkpoints.Select(one => one.Body.ToArray()).ToArray());
            var saved = new HashSet<string>(StringComparer.Ordinal);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) saved.Add(reader.GetString(0));
            return checkpoints.Select(one => saved.Contains(one.Grain.ToString())).ToArray();
        });

    /// <inheritdoc/>
    public Task<int> DropBeforeAsync(DateOnly day, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand("SELECT sample_drop($1)");
            command.Parameters.AddWithValue(day);
            var dropped = (int)(await command.ExecuteScalarAsync(cancellation))!;
            foreach (var known in _days.Keys.Where(known => known < day)) _days.TryRemove(known, out _);
            return dropped;
        });

    private async Task EnsureDaysAsync(HashSet<DateOnly> days, CancellationToken cancellation)
    {
        DateOnly[] missing = [.. days.Where(day => !_days.ContainsKey(day))];
        if (missing.Length == 0) return;
        await using var command = source.CreateCommand("SELECT sample_ensure($1)");
        command.Parameters.AddWithValue(missing);
        await command.ExecuteNonQueryAsync(cancellation);
        foreach (var day in missing) _days.TryAdd(day, true);
    }

    private async Task<ulong> CopyAsync(IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, cancellation);
        foreach (var sample in samples)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(StateGuard.Kept(sample.At).UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(sample.X, NpgsqlDbType.Double, cancellation);
            if (sample.Y is { } y) await copy.WriteAsync(y, NpgsqlDbType.Double, cancellation);
            else await copy.WriteNullAsync(cancellation);
            await copy.WriteAsync(sample.Grain.ToString(), NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(sample.Series, NpgsqlDbType.Text, cancellation);
        }

        return await copy.CompleteAsync(cancellation);
    }
}
