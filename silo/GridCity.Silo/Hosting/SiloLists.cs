using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Lists;
using GridCity.Silo.Operations;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>What follows the journal: the lists, how they are brought forward, and which edition of them answers.</summary>
internal sealed class SiloLists
{
    public static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(5);

    private readonly ProjectionRunner _runner;
    private long _lagMilliseconds;

    public SiloLists(NpgsqlDataSource database, LoadedCity city, SiloPrivacy privacy)
    {
        var codes = city.Pack.Info.Codes;
        Levels = AreaLevels.Of([.. codes.Cell.SkipLast(1).Select(part => codes.DigitsOf(part.Level)!.Value)]);
        Hashes = new(privacy.Keys.SearchKey);
        Edition = new(database);
        var projection = new CaseListProjection(new(privacy.Fields, Hashes), Levels);
        _runner = new(database, new PostgresJournalReader(database, CaseListProjection.Names), projection);
    }

    public AreaLevels Levels { get; }

    public WordHashes Hashes { get; }

    public ListEdition Edition { get; }

    /// <summary>Milliseconds since the oldest event was committed that the lists do not show.</summary>
    public long LagMilliseconds => Interlocked.Read(ref _lagMilliseconds);

    /// <summary>Brings the lists forward by a page.</summary>
    /// <returns>True when there is more to do now.</returns>
    public async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        var step = await _runner.AdvanceAsync(cancellation);
        SiloMetrics.Projected(CaseListProjection.CheckpointName, step.Events);
        await Edition.LookAsync(cancellation);
        return step.IsBehind;
    }

    public async Task MeasureLagAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref _lagMilliseconds, await _runner.LagMillisecondsAsync(cancellation));
}
