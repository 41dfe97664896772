using GridCity.Runtime.Engine;
using GridCity.Runtime.States;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using Npgsql;

namespace GridCity.Silo.Junctions;

/// <summary>The intersections' part of a silo: the service, and the loop behind it.</summary>
internal sealed class JunctionParts : IAsyncDisposable
{
    private readonly JunctionLoop _loop;

    public JunctionParts(
        CommandEdge edge, IGridEngine engine, GridClock clock, LoadedCity city, NpgsqlDataSource database, CaseNumbers numbers,
        ILogger log)
    {
        var grains = new JunctionGrains(engine, clock);
        var health = new JunctionHealth(Board, grains, log);
        _loop = new(
            Board, grains, health, new(grains, city, numbers.NextAsync, log),
            new(Board, grains, () => JunctionFollower.VersionsAsync(database), log), new(new PostgresStateStore(database), log), city, log);
        Service = new(edge, Board, new(Board, grains, health, city, log), city, clock);
    }

    public JunctionBoard Board { get; } = new();

    public JunctionService Service { get; }

    public void Start() => _loop.Start();

    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}
