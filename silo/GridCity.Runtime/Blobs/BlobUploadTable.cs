using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>The tables of what is being uploaded. Every statement is short, whatever the sender does.</summary>
internal static class BlobUploadTable
{
    // A blob that is there already only gets young again, so that the collector cannot take it before it is referenced.
    private const string FinishSql =
        """
        INSERT INTO blob (hash, size, upload) VALUES ($1, $2, $3)
        ON CONFLICT (hash) DO UPDATE SET stored_at = now() RETURNING upload
        """;

    private const string WholeSql =
        $"""
        WITH begun AS (INSERT INTO blob_upload (id) VALUES ($3)),
        piece AS (INSERT INTO blob_chunk (upload, number, body) VALUES ($3, 0, $4))
        {FinishSql}
        """;

    /// <summary>All of a blob that is one chunk.</summary>
    /// <returns>As <see cref="FinishAsync"/>.</returns>
    public static async Task<bool> AddWholeAsync(
        NpgsqlDataSource source, Guid upload, byte[] hash, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        await AskAsync(source, WholeSql, cancellation, hash, (long)body.Length, upload, body) is Guid kept && kept == upload;

    public static Task BeginAsync(NpgsqlDataSource source, Guid upload, CancellationToken cancellation) =>
        AskAsync(source, "INSERT INTO blob_upload (id) VALUES ($1)", cancellation, upload);

    public static Task AddChunkAsync(
        NpgsqlDataSource source, Guid upload, int number, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        AskAsync(source, "INSERT INTO blob_chunk (upload, number, body) VALUES ($1, $2, $3)", cancellation, upload, number, body);

    /// <returns>False when the same bytes are stored already under another upload: this one is to be dropped.</returns>
    public static async Task<bool> FinishAsync(
        NpgsqlDataSource source, Guid upload, byte[] hash, long size, CancellationToken cancellation) =>
        await AskAsync(source, FinishSql, cancellation, hash, size, upload) is Guid kept && kept == upload;

    public static Task DropAsync(NpgsqlDataSource source, Guid upload, CancellationToken cancellation) =>
        AskAsync(source, "DELETE FROM blob_upload WHERE id = $1", cancellation, upload);

    private static Task<object?> AskAsync(
        NpgsqlDataSource source, string sql, CancellationToken cancellation, params object[] values) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(sql);
            foreach (var value in values) command.Parameters.AddWithValue(value);
            try
            {
                return await command.ExecuteScalarAsync(cancellation);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                throw new JournalUnavailableException("The upload took longer than orphans are kept, and was collected: put it again.", error);
            }
        });
}
