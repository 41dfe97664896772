using GridCity.Runtime.Journal.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace GridCity.Runtime.Components;

/// <summary>
/// Brings the register in line with a census in one transaction: adds, changes and removes, and keeps what was before.
/// The same census twice changes nothing; many silos may begin it at once.
/// </summary>
public sealed class CensusImport(NpgsqlDataSource source)
{
    /// <summary>Millions of rows take their time.</summary>
    private const int SecondsMax = 600;

    private const string Differs =
        "(c.category, c.cell, c.longitude, c.latitude, c.department, c.condition)"
        + " IS DISTINCT FROM (n.category, n.cell, n.longitude, n.latitude, n.department, n.condition)";

    private const string Was = "c.category, c.cell, c.longitude, c.latitude, c.department, c.condition";

    private const string PrepareSql =
        """
        CREATE TEMP TABLE census (
            code text COLLATE "C", category text COLLATE "C", cell text COLLATE "C", longitude double precision,
            latitude double precision, department text, condition text) ON COMMIT DROP
        """;

    private const string RestoredSql =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'restored', $1, {Was} FROM component c JOIN census n USING (code)
            WHERE c.removed_at IS NOT NULL ORDER BY c.code)
        UPDATE component c SET removed_at = NULL, category = n.category, cell = n.cell, longitude = n.longitude,
            latitude = n.latitude, department = n.department, condition = n.condition
        FROM census n WHERE n.code = c.code AND c.removed_at IS NOT NULL
        """;

    private const string ChangedSql =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'changed', $1, {Was} FROM component c JOIN census n USING (code) WHERE {Differs} ORDER BY c.code)
        UPDATE component c SET category = n.category, cell = n.cell, longitude = n.longitude,
            latitude = n.latitude, department = n.department, condition = n.condition
        FROM census n WHERE n.code = c.code AND {Differs}
        """;

    private const string RemovedSql =
        $"""
        WITH kept AS (
            INSERT INTO component_change (code, kind, edition, category, cell, longitude, latitude, department, condition)
            SELECT c.code, 'removed', $1, {Was} FROM component c
            WHERE c.removed_at IS NULL AND NOT EXISTS (SELECT FROM census n WHERE n.code = c.code) ORDER BY c.code)
        UPDATE component c SET removed_at = now()
        WHERE c.removed_at IS NULL AND NOT EXISTS (SELECT FROM census n WHERE n.code = c.code)
        """;

    private const string AddedSql =
        """
        INSERT INTO component (code, category, cell, longitude, latitude, department, condition)
        SELECT code, category, cell, longitude, latitude, department, condition FROM census
        ON CONFLICT (code) DO NOTHING
        """;

    private const string LastSql = "SELECT digest FROM component_census ORDER BY number DESC LIMIT 1";

    private const string DoneSql =
        """
        WITH before AS (DELETE FROM component_census WHERE digest <> $2)
        INSERT INTO component_census (digest, edition) VALUES ($2, $1) ON CONFLICT DO NOTHING
        """;

    /// <param name="digest">Changes with the census: one that was imported last is not read again.</param>
    /// <param name="edition">Name of the census, kept with each change.</param>
    /// <exception cref="Journal.JournalUnavailableException">The database is away; import again.</exception>
    public Task<CensusResult> RunAsync(
        IEnumerable<CensusEntry> census, string digest, string edition, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => RunOnceAsync(census, digest, edition, cancellation));

    private async Task<CensusResult> RunOnceAsync(
        IEnumerable<CensusEntry> census, string digest, string edition, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtext('gridcity.component'))", cancellation);
        await using (var last = Command(connection, LastSql))
            if (await last.ExecuteScalarAsync(cancellation) as string == digest) return CensusResult.Nothing;
        await ExecuteAsync(connection, PrepareSql, cancellation);
        await CopyAsync(connection, census, cancellation);
        await ExecuteAsync(connection, "CREATE UNIQUE INDEX ON census (code)", cancellation);
        await ExecuteAsync(connection, "ANALYZE census", cancellation);
        var restored = await ExecuteAsync(connection, RestoredSql, cancellation, edition);
        var changed = await ExecuteAsync(connection, ChangedSql, cancellation, edition);
        var removed = await ExecuteAsync(connection, RemovedSql, cancellation, edition);
        var added = await ExecuteAsync(connection, AddedSql, cancellation);
        await ExecuteAsync(connection, DoneSql, cancellation, edition, digest);
        await transaction.CommitAsync(cancellation);
        return new(added, changed, removed, restored);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEnumerable<CensusEntry> census, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY census FROM STDIN (FORMAT binary)", cancellation);
        copy.Timeout = TimeSpan.FromSeconds(SecondsMax);
        foreach (var entry in census)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(entry.Code, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.Category, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.Cell, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.Place.Longitude, NpgsqlDbType.Double, cancellation);
            await copy.WriteAsync(entry.Place.Latitude, NpgsqlDbType.Double, cancellation);
            await copy.WriteAsync(entry.Department, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(entry.Condition, NpgsqlDbType.Text, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[] values)
    {
        await using var command = Command(connection, sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = SecondsMax };
}
