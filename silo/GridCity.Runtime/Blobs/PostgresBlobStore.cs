using System.Collections.Immutable;
using System.Security.Cryptography;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>Blobs in chunks on PostgreSQL, so that one backup holds everything.</summary>
public sealed class PostgresBlobStore(NpgsqlDataSource source, BlobLimits limits) : IBlobStore
{
    /// <inheritdoc/>
    public async Task<BlobPut> PutAsync(Stream content, CancellationToken cancellation = default)
    {
        var upload = Guid.NewGuid();
        await BlobUploadTable.BeginAsync(source, upload, cancellation);
        var (hash, size) = await UploadAsync(content, upload, cancellation);
        if (hash is not null && await BlobUploadTable.FinishAsync(source, upload, hash, size, cancellation))
            return new BlobPut.Stored(BlobId.Of(hash), size);
        await BlobUploadTable.DropAsync(source, upload, cancellation);
        return hash is null ? new BlobPut.TooLarge(limits.BytesMax) : new BlobPut.Stored(BlobId.Of(hash), size);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(BlobId blob, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded<Stream?>(async () =>
            await BlobTable.FindAsync(source, blob, cancellation) is { } found ? new PostgresBlobStream(source, found.Upload, found.Size) : null);

    /// <inheritdoc/>
    public Task<ImmutableArray<BlobId>> ReferenceAsync(
        GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => BlobTable.ReferenceAsync(source, grain, blobs, cancellation));

    /// <inheritdoc/>
    public Task ReleaseAsync(GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(() => BlobTable.ReleaseAsync(source, grain, blobs, cancellation));

    /// <inheritdoc/>
    public Task<int> CollectOrphansAsync(TimeSpan age, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            var count = await BlobCollector.CollectBlobsAsync(source, age, cancellation);
            await BlobCollector.CollectUploadsAsync(source, age, cancellation);
            return count;
        });

    /// <returns>No hash when the stream is longer than allowed.</returns>
    private async Task<(byte[]? Hash, long Size)> UploadAsync(Stream content, Guid upload, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[BlobLimits.ChunkBytes], 0L);
        for (var number = 0; await Chunks.ReadAsync(content, buffer, cancellation) is { IsEmpty: false } chunk; number++)
        {
            size += chunk.Length;
            if (size > limits.BytesMax) return (null, size);
            hash.AppendData(chunk.Span);
            await BlobUploadTable.AddChunkAsync(source, upload, number, chunk, cancellation);
        }

        return (hash.GetHashAndReset(), size);
    }
}
