using System.Collections.Immutable;
using System.Security.Cryptography;
using GridCity.Grains;

namespace GridCity.Runtime.Blobs;

/// <summary>The in-memory twin, for tests and the simulator.</summary>
public sealed class MemoryBlobStore(TimeProvider time, BlobLimits limits) : IBlobStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BlobId, (byte[] Bytes, DateTimeOffset StoredAt)> _blobs = [];
    private readonly HashSet<(BlobId Blob, GrainId Grain)> _references = [];

    /// <inheritdoc/>
    public async Task<BlobPut> PutAsync(Stream content, CancellationToken cancellation = default)
    {
        using var all = new MemoryStream();
        var buffer = new byte[BlobLimits.ChunkBytes];
        while (await Chunks.ReadAsync(content, buffer, cancellation) is { IsEmpty: false } chunk)
        {
            all.Write(chunk.Span);
            if (all.Length > limits.BytesMax) return new BlobPut.TooLarge(limits.BytesMax);
        }

        var id = BlobId.Of(SHA256.HashData(all.ToArray()));
        lock (_gate) _blobs[id] = (all.ToArray(), time.GetUtcNow());
        return new BlobPut.Stored(id, all.Length);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(BlobId blob, CancellationToken cancellation = default)
    {
        lock (_gate)
            return Task.FromResult<Stream?>(_blobs.TryGetValue(blob, out var kept) ? new MemoryStream(kept.Bytes, writable: false) : null);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BlobId>> ReferenceAsync(
        GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            ImmutableArray<BlobId> missing = [.. blobs.Where(blob => !_blobs.ContainsKey(blob)).Distinct()];
            if (missing.IsEmpty) _references.UnionWith(blobs.Select(blob => (blob, grain)));
            return Task.FromResult(missing);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation = default)
    {
        lock (_gate) _references.ExceptWith(blobs.Select(blob => (blob, grain)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> CollectOrphansAsync(TimeSpan age, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var referenced = _references.Select(reference => reference.Blob).ToHashSet();
            var before = time.GetUtcNow() - age;
            BlobId[] orphans = [.. _blobs.Where(pair => pair.Value.StoredAt <= before && !referenced.Contains(pair.Key)).Select(pair => pair.Key)];
            foreach (var orphan in orphans) _blobs.Remove(orphan);
            return Task.FromResult(orphans.Length);
        }
    }
}
