using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Silo.Operations;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>What an engine is made from.</summary>
/// <param name="ConnectionString">Of the same database, with the password.</param>
internal sealed record EngineParts(
    NpgsqlDataSource Database, string ConnectionString, GridClock Clock, Func<City> City, ISightings Sightings,
    ILoggerFactory Logging);

/// <summary>An engine with all that it needs, running.</summary>
internal abstract class EngineHost : IAsyncDisposable
{
    public abstract IGridEngine Engine { get; }

    /// <summary>The journal that the engine writes.</summary>
    public abstract IJournal Journal { get; }

    /// <summary>Adds what the engine can tell of itself when somebody looks.</summary>
    public abstract void AddGauges(SiloGauges gauges);

    /// <summary>Why this silo does not serve now (it is a standby, …); null when it does.</summary>
    public abstract string? WhyNotServing();

    public abstract ValueTask DisposeAsync();
}
