using GridCity.Runtime.Blobs;
using GridCity.Runtime.Journal;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Blobs;

/// <summary>What only the store on PostgreSQL can get wrong.</summary>
public sealed class PostgresBlobStoreFactsTests
{
    [Fact]
    public async Task Nothing_is_left_of_blobs_and_uploads_that_are_gone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = new PostgresBlobStore(database.Source, new BlobLimits(1000));
        await store.PutAsync(new MemoryStream(new byte[1000]));
        await store.PutAsync(new MemoryStream(new byte[1000]));
        await store.PutAsync(new MemoryStream(new byte[1001]));

        Assert.Equal(1, await CountAsync(database, "blob_upload"));
        await store.CollectOrphansAsync(TimeSpan.Zero);

        foreach (var table in new[] { "blob", "blob_upload", "blob_chunk" }) Assert.Equal(0, await CountAsync(database, table));
    }

    [Fact]
    public async Task A_slow_sender_keeps_no_transaction_open()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = new PostgresBlobStore(database.Source, BlobLimits.Usual);
        var sender = new PausedStream(BlobLimits.ChunkBytes);

        var put = store.PutAsync(sender);
        await sender.Paused.Task;

        Assert.Equal(1, await CountAsync(database, "blob_chunk"));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"));
        sender.GoOn.SetResult();
        Assert.Equal(BlobLimits.ChunkBytes, Assert.IsType<BlobPut.Stored>(await put).Size);
    }

    [Fact]
    public async Task An_upload_that_was_collected_as_broken_does_not_become_half_a_blob()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = new PostgresBlobStore(database.Source, BlobLimits.Usual);
        var sender = new PausedStream(BlobLimits.ChunkBytes);
        var put = store.PutAsync(sender);
        await sender.Paused.Task;

        await store.CollectOrphansAsync(TimeSpan.Zero);
        sender.GoOn.SetResult();

        await Assert.ThrowsAsync<JournalUnavailableException>(() => put);
        Assert.Equal(0, await CountAsync(database, "blob"));
    }

    [Fact]
    public async Task A_blob_that_is_collected_while_it_is_read_ends_in_an_error()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = new PostgresBlobStore(database.Source, BlobLimits.Usual);
        var stored = (BlobPut.Stored)await store.PutAsync(new MemoryStream(new byte[BlobLimits.ChunkBytes + 1]));
        await using var stream = (await store.OpenAsync(stored.Id))!;
        await stream.ReadExactlyAsync(new byte[BlobLimits.ChunkBytes]);

        await store.CollectOrphansAsync(TimeSpan.Zero);

        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1]));
    }

    private static Task<long> CountAsync(TestDatabase database, string table) => database.ScalarAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>Gives its bytes, and ends only when the test says so.</summary>
    private sealed class PausedStream(int size) : MemoryStream(new byte[size])
    {
        public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length) return await base.ReadAsync(buffer, cancellationToken);
            Paused.TrySetResult();
            await GoOn.Task;
            return 0;
        }
    }
}
