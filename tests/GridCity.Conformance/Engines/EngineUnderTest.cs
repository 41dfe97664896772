using GridCity.Runtime.Engine;
using GridCity.Testing;

namespace GridCity.Conformance.Engines;

/// <summary>An engine that runs probes and real grains on a real database, and what its interface leaves out on purpose.</summary>
public abstract class EngineUnderTest : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The test has not begun.");

    public abstract IGridEngine Engine { get; }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await StartAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_database is { } database) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the engine on a database that has the schema.</summary>
    public abstract Task StartAsync(string connectionString);

    /// <summary>Stops the engine in order.</summary>
    public abstract Task StopAsync();

    /// <summary>Puts every idle grain out of memory.</summary>
    public abstract Task ForgetAsync();

    /// <summary>
    /// Ends the engine (one silo of it, if there are many) as a power cut would: nothing that is on its way arrives, and
    /// nothing more is written.
    /// </summary>
    public abstract Task KillAsync();

    /// <summary>Starts anew what was killed, on the same database.</summary>
    public abstract Task ReviveAsync();

    /// <summary>A second engine of the same sort, not started.</summary>
    public abstract EngineUnderTest Another();
}
