using GridCity.Runtime.States;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.States;

public sealed class MemoryStateStoreTests : StateStoreConformance
{
    public override ValueTask DisposeAsync() => default;

    protected override Task<IStateStore> OpenAsync() => Task.FromResult<IStateStore>(new MemoryStateStore());
}

public sealed class PostgresStateStoreTests : StateStoreConformance
{
    private TestDatabase? _database;

    public override ValueTask DisposeAsync() => _database?.DisposeAsync() ?? default;

    protected override async Task<IStateStore> OpenAsync()
    {
        _database = await TestDatabase.CreateAsync();
        return new PostgresStateStore(_database.Source);
    }
}
