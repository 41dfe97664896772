using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>
/// Removes what nobody references. Two statements each: the first locks the rows, the second and younger one sees who
/// referenced them before the lock; nobody can do so after it.
/// </summary>
internal static class BlobCollector
{
    /// <summary>Rows removed per transaction.</summary>
    private const int RoundMax = 100;

    private const string LockBlobsSql =
        """
        SELECT hash FROM blob b WHERE stored_at <= now() - $1
        AND NOT EXISTS (SELECT FROM blob_reference r WHERE r.blob = b.hash) LIMIT $2 FOR UPDATE SKIP LOCKED
        """;

    private const string DropBlobsSql =
        """
        WITH gone AS (
            DELETE FROM blob b WHERE hash = ANY ($1) AND NOT EXISTS (SELECT FROM blob_reference r WHERE r.blob = b.hash)
            RETURNING upload)
        DELETE FROM blob_upload u USING gone WHERE u.id = gone.upload
        """;

    private const string LockUploadsSql =
        """
        SELECT id FROM blob_upload u WHERE since <= now() - $1
        AND NOT EXISTS (SELECT FROM blob b WHERE b.upload = u.id) LIMIT $2 FOR UPDATE SKIP LOCKED
        """;

    private const string DropUploadsSql =
        "DELETE FROM blob_upload u WHERE id = ANY ($1) AND NOT EXISTS (SELECT FROM blob b WHERE b.upload = u.id)";

    /// <returns>Blobs removed, with their chunks.</returns>
    public static Task<int> CollectBlobsAsync(NpgsqlDataSource source, TimeSpan age, CancellationToken cancellation) =>
        CollectAsync<byte[]>(source, LockBlobsSql, DropBlobsSql, age, cancellation);

    /// <returns>Uploads removed that never became a blob, with their chunks.</returns>
    public static Task<int> CollectUploadsAsync(NpgsqlDataSource source, TimeSpan age, CancellationToken cancellation) =>
        CollectAsync<Guid>(source, LockUploadsSql, DropUploadsSql, age, cancellation);

    private static async Task<int> CollectAsync<TKey>(
        NpgsqlDataSource source, string lockSql, string dropSql, TimeSpan age, CancellationToken cancellation)
    {
        for (var total = 0; ;)
        {
            var dropped = await CollectRoundAsync<TKey>(source, lockSql, dropSql, age, cancellation);
            if (dropped == 0) return total;
            total += dropped;
        }
    }

    private static async Task<int> CollectRoundAsync<TKey>(
        NpgsqlDataSource source, string lockSql, string dropSql, TimeSpan age, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var drop = new NpgsqlCommand(dropSql, connection);
        drop.Parameters.AddWithValue(await LockAsync<TKey>(connection, lockSql, age, cancellation));
        var count = await drop.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return count;
    }

    private static async Task<TKey[]> LockAsync<TKey>(
        NpgsqlConnection connection, string sql, TimeSpan age, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(age);
        command.Parameters.AddWithValue(RoundMax);
        var keys = new List<TKey>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetFieldValue<TKey>(0));
        return [.. keys];
    }
}
