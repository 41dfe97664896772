using GridCity.Conformance.Engines;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Local;

namespace GridCity.Runtime.Tests.Engine;

/// <summary>The local engine, alone on its database.</summary>
public sealed class LocalEngineUnderTest : EngineUnderTest
{
    private string _connection = "";
    private SeverableDatabase? _database;
    private LocalEngine? _engine;

    public override IGridEngine Engine => _engine ?? throw new GridUnavailableException("The engine is dead. Ask again.");

    public override async Task StartAsync(string connectionString)
    {
        _connection = connectionString;
        _database = new(connectionString);
        var options = new LocalEngineOptions { IdleMax = TimeSpan.Zero };
        var engine = new LocalEngine(_database.Services(isAlone: true), _database, _database, new Always(), options);
        await engine.StartAsync();
        _engine = engine;
    }

    public override async Task StopAsync()
    {
        if (_engine is { } engine) await engine.DisposeAsync();
        if (_database is { } database) await database.DisposeAsync();
        (_engine, _database) = (null, null);
    }

    public override Task ForgetAsync()
    {
        _engine!.Evict();
        return Task.CompletedTask;
    }

    public override Task KillAsync()
    {
        _database!.Sever();
        return StopAsync();
    }

    public override Task ReviveAsync() => StartAsync(_connection);

    public override EngineUnderTest Another() => new LocalEngineUnderTest();

    private sealed class Always : IServingRight
    {
        public void ThrowIfNotServing() { }
    }
}
