using System.Security.Cryptography;
using GridCity.Grains;
using GridCity.Runtime.Blobs;

namespace GridCity.Runtime.Tests.Blobs;

/// <summary>What every blob store promises, as its interface's comments say it.</summary>
public abstract class BlobStoreConformance : IAsyncLifetime
{
    protected const long BytesMax = 3 * BlobLimits.ChunkBytes;

    private static readonly GrainId Case = new("case", "1"), OtherCase = new("case", "2");

    private IBlobStore? _opened;

    private IBlobStore Store => _opened ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _opened = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Opens a store whose limit is <see cref="BytesMax"/>.</summary>
    protected abstract Task<IBlobStore> OpenAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BlobLimits.ChunkBytes - 1)]
    [InlineData(BlobLimits.ChunkBytes)]
    [InlineData(BlobLimits.ChunkBytes + 1)]
    [InlineData(BytesMax)]
    public async Task What_goes_in_comes_out(int size)
    {
        var bytes = Bytes(size);

        var stored = Assert.IsType<BlobPut.Stored>(await Store.PutAsync(new MemoryStream(bytes)));

        Assert.Equal((BlobId.Of(SHA256.HashData(bytes)), size), (stored.Id, stored.Size));
        Assert.Equal(bytes, await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task A_sender_who_gives_a_few_bytes_at_a_time_is_served_alike()
    {
        var bytes = Bytes(BlobLimits.ChunkBytes + 7);

        var stored = Assert.IsType<BlobPut.Stored>(await Store.PutAsync(new HesitantStream(bytes)));

        Assert.Equal(bytes, await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task One_byte_too_many_and_nothing_is_kept()
    {
        var bytes = Bytes((int)BytesMax + 1);

        var answer = await Store.PutAsync(new MemoryStream(bytes));

        Assert.Equal(new BlobPut.TooLarge(BytesMax), answer);
        Assert.Null(await Store.OpenAsync(BlobId.Of(SHA256.HashData(bytes))));
    }

    [Fact]
    public async Task The_same_bytes_put_again_are_the_same_blob()
    {
        var puts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.PutAsync(new MemoryStream(Bytes(1000)))));

        var stored = Assert.IsType<BlobPut.Stored>(Assert.Single(puts.Distinct()));
        Assert.Equal(Bytes(1000), await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task A_sender_who_breaks_off_leaves_no_blob()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(new BrokenStream(Bytes(BlobLimits.ChunkBytes))));

        Assert.Equal("the sender is gone", error.Message);
        Assert.Null(await Store.OpenAsync(BlobId.Of(SHA256.HashData(Bytes(BlobLimits.ChunkBytes)))));
    }

    [Fact]
    public async Task No_event_may_name_a_blob_that_is_not_stored()
    {
        var stored = await PutAsync(1);
        var unknown = BlobId.Of(SHA256.HashData([9]));

        Assert.Equal([unknown], await Store.ReferenceAsync(Case, [stored, unknown, unknown]));

        Assert.Equal(1, await Store.CollectOrphansAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Orphans_are_collected_and_referenced_blobs_stay()
    {
        var (kept, orphan) = (await PutAsync(1), await PutAsync(2));
        Assert.Empty(await Store.ReferenceAsync(Case, [kept]));

        Assert.Equal(1, await Store.CollectOrphansAsync(TimeSpan.Zero));

        Assert.Null(await Store.OpenAsync(orphan));
        Assert.Equal([1], await ReadAsync(kept));
        Assert.Equal([orphan], await Store.ReferenceAsync(Case, [orphan]));
    }

    [Fact]
    public async Task A_blob_that_was_put_lately_is_no_orphan_yet()
    {
        var blob = await PutAsync(1);

        Assert.Equal(0, await Store.CollectOrphansAsync(TimeSpan.FromHours(1)));

        Assert.Equal([1], await ReadAsync(blob));
    }

    [Fact]
    public async Task A_blob_goes_when_the_last_grain_releases_it()
    {
        var blob = await PutAsync(1);
        await Store.ReferenceAsync(Case, [blob]);
        await Store.ReferenceAsync(Case, [blob]);
        await Store.ReferenceAsync(OtherCase, [blob]);

        await Store.ReleaseAsync(Case, [blob]);
        Assert.Equal(0, await Store.CollectOrphansAsync(TimeSpan.Zero));
        await Store.ReleaseAsync(OtherCase, [blob]);

        Assert.Equal(1, await Store.CollectOrphansAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_collected_blob_may_be_put_again()
    {
        await PutAsync(1);
        await Store.CollectOrphansAsync(TimeSpan.Zero);

        Assert.Equal([1], await ReadAsync(await PutAsync(1)));
    }

    [Fact]
    public async Task A_reference_that_was_granted_holds_against_a_collector_at_work()
    {
        var blobs = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PutAsync((byte)i)));

        var references = Task.WhenAll(blobs.Select(blob => Store.ReferenceAsync(Case, [blob])));
        var collected = await Store.CollectOrphansAsync(TimeSpan.Zero);
        var missing = (await references).Count(answer => !answer.IsEmpty);

        Assert.Equal(collected, missing);
        var readable = await Task.WhenAll(blobs.Select(async blob => await Store.OpenAsync(blob) is not null));
        Assert.Equal(40 - collected, readable.Count(there => there));
    }

    [Fact]
    public void An_id_is_written_and_read_in_one_way()
    {
        var id = BlobId.Of(SHA256.HashData([1]));

        Assert.Equal(id, BlobId.Parse(id.ToString()));
        Assert.Throws<FormatException>(() => BlobId.Parse(id.ToString().ToUpperInvariant()));
        Assert.Throws<FormatException>(() => BlobId.Parse(id.ToString()[1..]));
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private async Task<BlobId> PutAsync(byte content) =>
        Assert.IsType<BlobPut.Stored>(await Store.PutAsync(new MemoryStream([content]))).Id;

    private async Task<byte[]> ReadAsync(BlobId blob)
    {
        await using var stream = (await Store.OpenAsync(blob))!;
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>As a slow network does: at most 1,000 bytes per read.</summary>
    private sealed class HesitantStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 1000 ? buffer[..1000] : buffer, cancellationToken);
    }

    /// <summary>Gives its bytes and then breaks.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : ValueTask.FromException<int>(new IOException("the sender is gone"));
    }
}
