using System.Buffers;
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
        var buffer = ArrayPool<byte>.Shared.Rent(BlobLimits.ChunkBytes);
        try
        {
            var chunk = buffer.AsMemory(0, BlobLimits.ChunkBytes);
            var first = await Chunks.ReadAsync(content, chunk, cancellation);
            return first.Length < chunk.Length
                ? await PutWholeAsync(first, cancellation)
                : await PutChunksAsync(first, content, chunk, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<BlobPut> PutWholeAsync(ReadOnlyMemory<byte> whole, CancellationToken cancellation)
    {
        if (whole.Length > limits.BytesMax) return new BlobPut.TooLarge(limits.BytesMax);
        var (upload, hash) = (Guid.NewGuid(), SHA256.HashData(whole.Span));
        if (!await BlobUploadTable.AddWholeAsync(source, upload, hash, whole, cancellation))
            await BlobUploadTable.DropAsync(source, upload, cancellation);
        return new BlobPut.Stored(BlobId.Of(hash), whole.Length);
    }

    private async Task<BlobPut> PutChunksAsync(
        ReadOnlyMemory<byte> first, Stream rest, Memory<byte> buffer, CancellationToken cancellation)
    {
        var upload = Guid.NewGuid();
        await BlobUploadTable.BeginAsync(source, upload, cancellation);
        var (hash, size) = await UploadAsync(first, rest, buffer, upload, cancellation);
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
    private async Task<(byte[]? Hash, long Size)> UploadAsync(
        ReadOnlyMemory<byte> chunk, Stream rest, Memory<byte> buffer, Guid upload, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        for (var number = 0; !chunk.IsEmpty; number++, chunk = await Chunks.ReadAsync(rest, buffer, cancellation))
        {
            size += chunk.Length;
            if (size > limits.BytesMax) return (null, size);
            hash.AppendData(chunk.Span);
            await BlobUploadTable.AddChunkAsync(source, upload, number, chunk, cancellation);
        }

        return (hash.GetHashAndReset(), size);
    }
}
