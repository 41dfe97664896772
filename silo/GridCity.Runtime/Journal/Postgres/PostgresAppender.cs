using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>One writing connection with its statement prepared. Used by one batch at a time.</summary>
internal sealed class PostgresAppender(NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly AppendColumns _columns = new();
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;

    /// <summary>Sends one batch and waits until it is durable.</summary>
    /// <returns>Written grain ids of the winners; null when the epoch is no longer the lease's.</returns>
    public async Task<HashSet<string>?> AppendAsync(IReadOnlyList<GrainAppend> appends, long epoch, CancellationToken cancellation)
    {
        var command = await OpenAsync(cancellation);
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
        var (command, connection) = (_command, _connection);
        (_command, _connection) = (null, null);
        if (command is not null) await command.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    public ValueTask DisposeAsync() => ResetAsync();

    private async ValueTask<NpgsqlCommand> OpenAsync(CancellationToken cancellation)
    {
        if (_command is { } open) return open;
        _connection = await source.OpenConnectionAsync(cancellation);
        await using (var settings = new NpgsqlCommand(AppendStatement.ConnectionSettings, _connection))
            await settings.ExecuteNonQueryAsync(cancellation);
        var command = new NpgsqlCommand(AppendStatement.Sql, _connection);
        AppendColumns.Prepare(command.Parameters);
        await command.PrepareAsync(cancellation);
        return _command = command;
    }
}
