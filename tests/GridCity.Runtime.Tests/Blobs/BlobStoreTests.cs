using GridCity.Runtime.Blobs;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Blobs;

public sealed class MemoryBlobStoreTests : BlobStoreConformance
{
    public override ValueTask DisposeAsync() => default;

    protected override Task<IBlobStore> OpenAsync() =>
        Task.FromResult<IBlobStore>(new MemoryBlobStore(new ManualTimeProvider(), new BlobLimits(BytesMax)));
}

public sealed class PostgresBlobStoreTests : BlobStoreConformance
{
    private TestDatabase? _database;

    public override ValueTask DisposeAsync() => _database?.DisposeAsync() ?? default;

    protected override async Task<IBlobStore> OpenAsync()
    {
        _database = await TestDatabase.CreateAsync();
        return new PostgresBlobStore(_database.Source, new BlobLimits(BytesMax));
    }
}
