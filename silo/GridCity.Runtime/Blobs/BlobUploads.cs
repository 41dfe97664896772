using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>
/// Blobs that come in pieces over several connections. Whoever sends one finds its upload by an id that both can derive;
/// pieces that came stay until the upload is finished, dropped, or collected as an orphan.
/// </summary>
public sealed class BlobUploads(NpgsqlDataSource source)
{
    // A blob that is there gets young again, so that the collector cannot take it before it is referenced.
    private const string FindSql =
        """
        WITH touched AS (UPDATE blob SET stored_at = now() WHERE hash = $2 AND stored_at < now() - interval '1 day')
        SELECT count(*), coalesce(sum(length(body)), 0), (SELECT size FROM blob WHERE hash = $2) FROM blob_chunk WHERE upload = $1
        """;

    private const string AddSql =
        """
        WITH begun AS (INSERT INTO blob_upload (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET since = now())
        INSERT INTO blob_chunk (upload, number, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        """;

    private const string FinishSql =
        """
        INSERT INTO blob (hash, size, upload)
        SELECT $2, $3, $1 WHERE (SELECT sum(length(body)) FROM blob_chunk WHERE upload = $1) = $3
        ON CONFLICT (hash) DO UPDATE SET stored_at = now() RETURNING upload
        """;

    /// <summary>What is there of an upload, and of the blob that it is to become.</summary>
    public Task<UploadState> FindAsync(Guid upload, BlobId blob, CancellationToken cancellation) => PostgresJournal.Guarded(async () =>
    {
        await using var command = Command(FindSql, upload, blob.ToBytes());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new UploadState((int)reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2));
    });

    /// <summary>Keeps one more piece. Durable on return.</summary>
    /// <param name="number">How many pieces are there.</param>
    /// <returns>False when somebody else has added that piece meanwhile.</returns>
    public Task<bool> AddAsync(Guid upload, int number, ReadOnlyMemory<byte> piece, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = Command(AddSql, upload, number, piece);
            return await command.ExecuteNonQueryAsync(cancellation) > 0;
        });

    /// <summary>The piece of a number; null when it is not there.</summary>
    public Task<byte[]?> ReadAsync(Guid upload, int number, CancellationToken cancellation) =>
        PostgresJournal.Guarded(() => BlobTable.ReadChunkAsync(source, upload, number, cancellation));

    /// <summary>Makes the upload the blob of that name, whose bytes the caller has checked.</summary>
    /// <returns>False when pieces have gone or come meanwhile.</returns>
    public async Task<bool> FinishAsync(Guid upload, BlobId blob, long size, CancellationToken cancellation)
    {
        var kept = await PostgresJournal.Guarded(async () =>
        {
            await using var command = Command(FinishSql, upload, blob.ToBytes(), size);
            return await command.ExecuteScalarAsync(cancellation) as Guid?;
        });
        if (kept is { } other && other != upload) await DropAsync(upload, cancellation);
        return kept is not null;
    }

    /// <summary>Lets go of an upload that is of no use.</summary>
    public Task DropAsync(Guid upload, CancellationToken cancellation) =>
        BlobUploadTable.DropAsync(source, upload, cancellation);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }
}

/// <summary>What is there of an upload.</summary>
/// <param name="Pieces">Pieces that came.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="BlobSize">Bytes of the finished blob; null while there is none of its name.</param>
public sealed record UploadState(int Pieces, long Bytes, long? BlobSize);
