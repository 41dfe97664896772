using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Local;

/// <summary>The lease in PostgreSQL, by the database's clock.</summary>
/// <param name="name">Which lease; <see cref="SiloLease"/> is the one that appends are fenced by.</param>
public sealed class PostgresLeaseTable(NpgsqlDataSource source, string name = PostgresLeaseTable.SiloLease) : ILeaseTable
{
    public const string SiloLease = "silo";

    // The clock and not the transaction's start: the row may have been waited for.
    private const string TakeSql =
        """
        WITH taken AS (
            INSERT INTO lease (name, holder, epoch, expires_at) VALUES ($1, $2, 1, clock_timestamp() + $4)
            ON CONFLICT (name) DO UPDATE
            SET holder = excluded.holder, epoch = lease.epoch + 1, expires_at = excluded.expires_at
            WHERE lease.expires_at <= clock_timestamp() OR lease.holder = $3
            RETURNING epoch, holder)
        SELECT epoch, holder FROM taken
        UNION ALL SELECT NULL, holder FROM lease WHERE name = $1 AND NOT EXISTS (SELECT FROM taken)
        """;

    private const string RenewSql = "UPDATE lease SET expires_at = clock_timestamp() + $3 WHERE name = $1 AND epoch = $2";

    private const string ReleaseSql = "UPDATE lease SET expires_at = '-infinity' WHERE name = $1 AND epoch = $2";

    /// <inheritdoc/>
    public Task<LeaseAnswer> TryTakeAsync(string holder, string? dead, TimeSpan term, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(TakeSql);
            command.Parameters.AddWithValue(name);
            command.Parameters.AddWithValue(holder);
            command.Parameters.AddWithValue(NpgsqlTypes.NpgsqlDbType.Text, (object?)dead ?? DBNull.Value);
            command.Parameters.AddWithValue(term);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            // No row: another silo made the lease's first row at this very moment, too late for our snapshot.
            if (!await reader.ReadAsync(cancellation)) return new LeaseAnswer(null, "");
            return new LeaseAnswer(reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.GetString(1));
        });

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(long epoch, TimeSpan term, CancellationToken cancellation = default) =>
        await ExecuteAsync(RenewSql, cancellation, name, epoch, term) == 1;

    /// <inheritdoc/>
    public Task ReleaseAsync(long epoch, CancellationToken cancellation = default) =>
        ExecuteAsync(ReleaseSql, cancellation, name, epoch);

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(sql);
            foreach (var value in values) command.Parameters.AddWithValue(value);
            return await command.ExecuteNonQueryAsync(cancellation);
        });
}
