using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Projections.Checkpointed;

/// <summary>
/// Moves one projection forward. Its checkpoint's row is locked while a page is applied, so several silos may run the
/// same projection: one works, the others find nothing to do.
/// </summary>
public sealed class ProjectionRunner(NpgsqlDataSource source, IJournalReader journal, IProjection projection)
{
    /// <summary>Events applied by one transaction, at most.</summary>
    public const int PageMax = 2_000;

    private const string RegisterSql =
        "INSERT INTO projection_checkpoint (name, version, xid, position) VALUES ($1, $2, 0, 0) ON CONFLICT DO NOTHING";

    private const string LockSql =
        "SELECT xid, position FROM projection_checkpoint WHERE name = $1 AND version = $2 FOR UPDATE SKIP LOCKED";

    private const string ReadSql = "SELECT xid, position FROM projection_checkpoint WHERE name = $1 AND version = $2";

    private const string MoveSql =
        "UPDATE projection_checkpoint SET xid = $3, position = $4 WHERE name = $1 AND version = $2";

    private const string ForgetSql = "DELETE FROM projection_checkpoint WHERE name = $1 AND version <> $2";

    /// <summary>Of the projection.</summary>
    public string Name => projection.Name;

    /// <summary>Counts the events that it has still to apply, up to <see cref="PageMax"/>.</summary>
    public Task<int> BehindAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, ReadSql);
        var cursor = await CursorAsync(command, cancellation) ?? JournalCursor.Start;
        return (await journal.ReadAsync(cursor, PageMax, cancellation)).Events.Length;
    });

    /// <summary>Applies one page.</summary>
    /// <returns>How many events; 0 when caught up or when another silo is at it.</returns>
    public Task<int> AdvanceAsync(CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => AdvanceOnceAsync(cancellation));

    /// <summary>Ends a rebuild: removes rows and checkpoints of other versions. Call it once caught up.</summary>
    public Task<int> FinishRebuildAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await projection.DropOldAsync(connection, cancellation);
        var dropped = await ExecuteAsync(connection, ForgetSql, cancellation);
        await transaction.CommitAsync(cancellation);
        return dropped;
    });

    private async Task<int> AdvanceOnceAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, cancellation) is not { } cursor) return 0;
        var page = await journal.ReadAsync(cursor, PageMax, cancellation);
        if (page.Events.IsEmpty) return 0;
        await projection.ApplyAsync(page.Events, connection, cancellation);
        await ExecuteAsync(connection, MoveSql, cancellation, page.Next.Transaction, page.Next.Position);
        await transaction.CommitAsync(cancellation);
        return page.Events.Length;
    }

    private async Task<JournalCursor?> LockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, RegisterSql, cancellation);
        await using var command = Command(connection, LockSql);
        return await CursorAsync(command, cancellation);
    }

    private static async Task<JournalCursor?> CursorAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new JournalCursor(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    private async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params long[] more)
    {
        await using var command = Command(connection, sql);
        foreach (var value in more) command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(projection.Name);
        command.Parameters.AddWithValue(projection.Version);
        return command;
    }
}
