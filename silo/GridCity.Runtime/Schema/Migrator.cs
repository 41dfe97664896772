using System.Collections.Immutable;
using Npgsql;

namespace GridCity.Runtime.Schema;

/// <summary>The database's schema is not one that this version may work on; the message says what to do.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);

/// <summary>
/// Brings a database to this version's schema. Any number of silos may start at once: one migrates, under a lock of
/// its session, and the others find the work done.
/// </summary>
public sealed class Migrator
{
    private const string LockSql = "SELECT pg_advisory_lock(hashtext('gridcity.schema_migration'))";

    private const string UnlockSql = "SELECT pg_advisory_unlock(hashtext('gridcity.schema_migration'))";

    private const string TableSql =
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number     int PRIMARY KEY,
            name       text NOT NULL,
            checksum   text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    private readonly NpgsqlDataSource _source;
    private readonly ImmutableArray<Migration> _migrations;

    /// <param name="source">A role that may create tables.</param>
    public Migrator(NpgsqlDataSource source)
        : this(source, Migration.Embedded) { }

    internal Migrator(NpgsqlDataSource source, ImmutableArray<Migration> migrations) =>
        (_source, _migrations) = (source, migrations);

    /// <summary>Applies what is missing, in order, each step in a transaction of its own.</summary>
    /// <returns>The steps that were applied now.</returns>
    /// <exception cref="SchemaMismatchException">An applied step differs from ours, or a newer version has applied more.</exception>
    public async Task<ImmutableArray<Migration>> MigrateAsync(CancellationToken cancellation = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, LockSql, cancellation);
        try
        {
            await ExecuteAsync(connection, TableSql, cancellation);
            var applied = await ReadAppliedAsync(connection, cancellation);
            Check(applied);
            ImmutableArray<Migration> missing = [.. _migrations.Where(migration => !applied.ContainsKey(migration.Number))];
            foreach (var migration in missing) await ApplyAsync(connection, migration, cancellation);
            return missing;
        }
        finally
        {
            // A broken connection has lost its session and with it the lock.
            if (connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync(connection, UnlockSql, CancellationToken.None);
        }
    }

    private void Check(IReadOnlyDictionary<int, (string Name, string Checksum)> applied)
    {
        foreach (var (number, step) in applied.OrderBy(pair => pair.Key))
        {
            var ours = _migrations.FirstOrDefault(migration => migration.Number == number)
                ?? throw new SchemaMismatchException(
                    $"The database has schema step {number:0000}_{step.Name}, which this version does not know: a newer " +
                    "GridCity has used it. Start that version or a later one, or give this one a database of its own.");
            if (ours.Checksum != step.Checksum)
                throw new SchemaMismatchException(
                    $"Schema step {ours.FileName} was changed after the database had applied it. Restore the file as it " +
                    "was released and put the change into a new step; a database without value can be made anew.");
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, migration.Sql, cancellation);
        await using var note = new NpgsqlCommand(
            "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)", connection, transaction);
        note.Parameters.AddWithValue(migration.Number);
        note.Parameters.AddWithValue(migration.Name);
        note.Parameters.AddWithValue(migration.Checksum);
        await note.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new Dictionary<int, (string, string)>();
        await using var command = new NpgsqlCommand("SELECT number, name, checksum FROM schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    /// <summary>Without a limit of time: an index over a city's history is built in minutes, and others wait for it.</summary>
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
