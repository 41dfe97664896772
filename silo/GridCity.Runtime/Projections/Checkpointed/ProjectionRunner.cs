using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Projections.Checkpointed;

/// <summary>What one step did.</summary>
/// <param name="Events">Events applied.</param>
/// <param name="HasTurn">False when another silo is at it, or has a newer version of the projection.</param>
public readonly record struct ProjectionStep(int Events, bool HasTurn)
{
    /// <summary>True when there is more to do now.</summary>
    public bool IsBehind => Events == ProjectionRunner.PageMax;
}

/// <summary>
/// Moves one projection forward. It works under a lock of its transaction, so several silos may run the same projection:
/// one works, the others find nothing to do. Taking that lock writes nothing, so the transaction holds nobody up until it
/// writes its page. The first time it has caught up, it goes live and what was built before it is dropped.
/// </summary>
public sealed class ProjectionRunner(NpgsqlDataSource source, IJournalReader journal, IProjection projection)
{
    /// <summary>Events applied by one transaction, at most.</summary>
    public const int PageMax = 5_000;

    private const string LockPrefix = "gridcity.projection.";

    private const string TurnSql = "SELECT pg_try_advisory_xact_lock(hashtext($1))";

    private const string RegisterSql =
        "INSERT INTO projection_checkpoint (name, version, xid, position) VALUES ($1, $2, 0, 0) ON CONFLICT DO NOTHING";

    private const string ReadSql =
        """
        SELECT xid, position, live FROM projection_checkpoint c WHERE name = $1 AND version = $2
            AND NOT EXISTS (SELECT FROM projection_checkpoint n WHERE n.name = $1 AND n.version > $2 AND n.live)
        """;

    private const string MoveSql =
        "UPDATE projection_checkpoint SET xid = $3, position = $4 WHERE name = $1 AND version = $2";

    private const string GoLiveSql = "UPDATE projection_checkpoint SET live = true WHERE name = $1 AND version = $2";

    private const string ForgetSql = "DELETE FROM projection_checkpoint WHERE name = $1 AND version <> $2";

    // The oldest event that is not applied yet says how far behind the readers are.
    private const string LagSql =
        """
        SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - j.recorded_at) * 1000 FROM journal j
                         WHERE (j.xid, j.position) > (c.xid, c.position) ORDER BY j.xid, j.position LIMIT 1), 0)::bigint
        FROM projection_checkpoint c WHERE c.name = $1 ORDER BY c.live DESC, c.version DESC LIMIT 1
        """;

    private bool _isEnsured;

    /// <summary>Of the projection.</summary>
    public string Name => projection.Name;

    /// <summary>Counts the events that it has still to apply, up to <see cref="PageMax"/>.</summary>
    public Task<int> BehindAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var cursor = (await CheckpointAsync(connection, cancellation))?.Cursor ?? JournalCursor.Start;
        return (await journal.ReadAsync(cursor, PageMax, cancellation)).Events.Length;
    });

    /// <summary>Applies one page.</summary>
    public Task<ProjectionStep> AdvanceAsync(CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => AdvanceOnceAsync(cancellation));

    /// <summary>Milliseconds since the oldest event was committed that the live version has not applied; 0 when it has all.</summary>
    public Task<long> LagMillisecondsAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var command = source.CreateCommand(LagSql);
        command.Parameters.AddWithValue(projection.Name);
        return (long?)await command.ExecuteScalarAsync(cancellation) ?? 0;
    });

    /// <summary>Takes the projection's turn until the transaction ends: no page is then under way anywhere.</summary>
    internal static async Task AwaitTurnAsync(string name, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext($1))", connection);
        command.Parameters.AddWithValue(LockPrefix + name);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<ProjectionStep> AdvanceOnceAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await EnsureAsync(connection, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await TakeTurnAsync(connection, cancellation)) return default;
        if (await CheckpointAsync(connection, cancellation) is not { } at) return default;
        // Looked up first: a reader of few events then has all of them up to there, and need not look at the rest again.
        var end = await journal.EndAsync(cancellation);
        var page = await journal.ReadAsync(at.Cursor, PageMax, cancellation);
        if (!page.Events.IsEmpty) await projection.ApplyAsync(page.Events, connection, cancellation);
        var next = page.Events.Length == PageMax || page.Next.CompareTo(end) > 0 ? page.Next : end;
        if (next != at.Cursor) await ExecuteAsync(connection, MoveSql, cancellation, next.Transaction, next.Position);
        var step = new ProjectionStep(page.Events.Length, HasTurn: true);
        if (!at.IsLive && !step.IsBehind) await GoLiveAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return step;
    }

    private async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (_isEnsured) return;
        await projection.EnsureAsync(connection, cancellation);
        await ExecuteAsync(connection, RegisterSql, cancellation);
        _isEnsured = true;
    }

    private async Task GoLiveAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, GoLiveSql, cancellation);
        await projection.DropOldAsync(connection, cancellation);
        await ExecuteAsync(connection, ForgetSql, cancellation);
    }

    private async Task<bool> TakeTurnAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(TurnSql, connection);
        command.Parameters.AddWithValue(LockPrefix + projection.Name);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<(JournalCursor Cursor, bool IsLive)?> CheckpointAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, ReadSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (new(reader.GetInt64(0), reader.GetInt64(1)), reader.GetBoolean(2)) : null;
    }

    private async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params long[] more)
    {
        await using var command = Command(connection, sql);
        foreach (var value in more) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(projection.Name);
        command.Parameters.AddWithValue(projection.Version);
        return command;
    }
}
