using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>One writing connection with its statements prepared. Used by one batch at a time.</summary>
internal sealed class PostgresAppender(NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly AppendColumns _columns = new();
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _trusting;
    private NpgsqlCommand? _looking;

    /// <summary>Sends one batch and waits until it is durable.</summary>
    /// <param name="isTrusted">
    /// That everything the batch rests on is still there. If it is not, a <see cref="PostgresException"/> of
    /// <see cref="PostgresErrors.IsRaceToKeep"/> is thrown, and nothing is written.
    /// </param>
    /// <returns>Written grain ids of the winners; null when the epoch is no longer the lease's.</returns>
    public async Task<HashSet<string>?> AppendAsync(
        IReadOnlyList<GrainAppend> appends, long epoch, bool isTrusted, CancellationToken cancellation)
    {
        var command = isTrusted
            ? _trusting ??= await PrepareAsync(AppendStatement.Trusting, cancellation)
            : _looking ??= await PrepareAsync(AppendStatement.Looking, cancellation);
        _columns.Fill(appends);
        _columns.Bind(command.Parameters, epoch);
        var won = new HashSet<string>(appends.Count, StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) won.Add(reader.GetString(0));
        return won.Contains(AppendStatement.Fenced) ? null : won;
    }

    /// <summary>Drops the connection, so that the next batch begins on a fresh one.</summary>
    public async ValueTask ResetAsync()
    {
        var connection = _connection;
        (_trusting, _looking, _connection) = (null, null, null);
        if (connection is not null) await connection.DisposeAsync();
    }

    public ValueTask DisposeAsync() => ResetAsync();

    private async ValueTask<NpgsqlCommand> PrepareAsync(string sql, CancellationToken cancellation)
    {
        _connection ??= await OpenAsync(cancellation);
        var command = new NpgsqlCommand(sql, _connection);
        AppendColumns.Prepare(command.Parameters);
        await command.PrepareAsync(cancellation);
        return command;
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        await using var settings = new NpgsqlCommand(AppendStatement.ConnectionSettings, connection);
        await settings.ExecuteNonQueryAsync(cancellation);
        return connection;
    }
}
