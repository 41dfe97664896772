using GridCity.Runtime.Journal.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace GridCity.Runtime.Components;

/// <summary>
/// Brings the register in line with a census: adds, changes and removes, and keeps what was before. Piece by piece, each
/// whole; one that broke off goes on when it is run again. The same census twice changes nothing; many silos may begin it
/// at once, and one does it.
/// </summary>
/// <param name="pieceMax">Components of one transaction.</param>
public sealed class CensusImport(NpgsqlDataSource source, int pieceMax = CensusImport.PieceUsual)
{
    /// <summary>Takes a fraction of a second.</summary>
    public const int PieceUsual = 20_000;

    /// <summary>Another silo may be at it.</summary>
    private const int SecondsMax = 600;

    /// <summary>Above every code: codes are of digits.</summary>
    private const string Last = "~";

    /// <param name="digest">Changes with the census: one that was imported last is not read again.</param>
    /// <param name="edition">Name of the census, kept with each change.</param>
    /// <exception cref="Journal.JournalUnavailableException">The database is away; import again.</exception>
    public Task<CensusResult> RunAsync(
        IEnumerable<CensusEntry> census, string digest, string edition, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await ExecuteAsync(connection, "SELECT pg_advisory_lock(hashtext('gridcity.component'))", cancellation);
            try
            {
                return await RunAsync(connection, census, digest, edition, cancellation);
            }
            finally
            {
                await ExecuteAsync(connection, "SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
        });

    private async Task<CensusResult> RunAsync(
        NpgsqlConnection connection, IEnumerable<CensusEntry> census, string digest, string edition, CancellationToken cancellation)
    {
        await using (var last = Command(connection, CensusSql.Last))
            if (await last.ExecuteScalarAsync(cancellation) as string == digest) return CensusResult.Nothing;
        await ExecuteAsync(connection, "TRUNCATE component_staging", cancellation);
        foreach (var piece in census.Chunk(pieceMax)) await CopyAsync(connection, piece, cancellation);
        await ExecuteAsync(connection, "ANALYZE component_staging", cancellation);
        var (done, from) = (CensusResult.Nothing, "");
        foreach (var border in await BordersAsync(connection, cancellation))
        {
            done = done.And(await TakeAsync(connection, edition, from, border, cancellation));
            from = border;
        }

        await ExecuteAsync(connection, CensusSql.Done, cancellation, edition, digest);
        await ExecuteAsync(connection, "TRUNCATE component_staging", cancellation);
        return done;
    }

    private static async Task<CensusResult> TakeAsync(
        NpgsqlConnection connection, string edition, string from, string upTo, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var restored = await ExecuteAsync(connection, CensusSql.Restored, cancellation, edition, from, upTo);
        var changed = await ExecuteAsync(connection, CensusSql.Changed, cancellation, edition, from, upTo);
        var removed = await ExecuteAsync(connection, CensusSql.Removed, cancellation, edition, from, upTo);
        var added = await ExecuteAsync(connection, CensusSql.Added, cancellation, edition, from, upTo);
        await transaction.CommitAsync(cancellation);
        return new(added, changed, removed, restored);
    }

    private async Task<List<string>> BordersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, CensusSql.Borders);
        command.Parameters.AddWithValue((long)pieceMax);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var borders = new List<string>();
        while (await reader.ReadAsync(cancellation)) borders.Add(reader.GetString(0));
        borders.Add(Last);
        return borders;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, CensusEntry[] piece, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CensusSql.Copy, cancellation);
        foreach (var entry in piece)
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
