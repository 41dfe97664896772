using System.Collections.Immutable;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Figures;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using GridCity.Silo.Edges.Lists;
using GridCity.Silo.Operations;
using Npgsql;

namespace GridCity.Silo.Figures;

/// <summary>What the cockpits' service consists of, and how its past is counted on.</summary>
internal sealed class FigureParts : IAsyncDisposable
{
    public static readonly TimeSpan CleanInterval = TimeSpan.FromHours(6);

    private readonly NpgsqlDataSource _database;
    private readonly GridClock _clock;
    private readonly ProjectionRunner _runner;

    public FigureParts(
        NpgsqlDataSource database, LoadedCity city, CaseQueues queues, ListEdition edition, GridClock clock, string baseMap, ILogger log)
    {
        (_database, _clock, BaseMap) = (database, clock, baseMap);
        var codes = city.Pack.Info.Codes;
        ImmutableArray<int> digits = [.. codes.Cell.Select(part => codes.DigitsOf(part.Level)!.Value)];
        _runner = new(database, new PostgresJournalReader(database, FigureProjection.Names), new FigureProjection(digits));
        var (board, reader) = (new OpenBoard(database, digits), new FigureReader(database, digits));
        Map = new(city);
        Turn = new(() => board.RefreshAsync(CancellationToken.None));
        Maker = new(board, reader, Map, clock);
        History = new(board, reader, Map, clock);
        Behind = new(board, queues, edition, database);
        Fanout = new(Turn, board, Maker, clock.Local, log);
        Fanout.Start();
    }

    /// <summary>Address of raster tiles under the city's own; empty for none.</summary>
    public string BaseMap { get; }

    public CityMap Map { get; }

    /// <summary>Brings the board of open cases to now.</summary>
    public SharedTurn<bool> Turn { get; }

    public FigureMaker Maker { get; }

    public FigureHistory History { get; }

    public BehindFigures Behind { get; }

    public FigureFanout Fanout { get; }

    /// <summary>Counts a page of the past.</summary>
    /// <returns>True when there is more to do now.</returns>
    public async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        var step = await _runner.AdvanceAsync(cancellation);
        SiloMetrics.Projected(FigureProjection.CheckpointName, step.Events);
        return step.IsBehind;
    }

    public Task CleanAsync(CancellationToken cancellation) => FigureProjection.CleanAsync(_database, _clock.Now, cancellation);

    public ValueTask DisposeAsync() => Fanout.DisposeAsync();
}
