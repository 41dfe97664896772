using GridCity.Cities.Model;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Figures;
using GridCity.Runtime.Projections.Lists;
using GridCity.Runtime.Projections.Statistics;
using GridCity.Runtime.States;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Configuration;
using GridCity.Silo.Edges;
using GridCity.Silo.Figures;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Hosting;

/// <summary>
/// One running server. Start: database, schema, city, engine, then the ports; stop: the other way round.
/// </summary>
internal sealed class SiloServer : IAsyncDisposable
{
    private static readonly TimeSpan DatabaseInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PartitionInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan CleanInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProjectionInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FollowInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CensusInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PositionInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SetupInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ErasureInterval = TimeSpan.FromMinutes(1);

    private readonly Stack<IAsyncDisposable> _running = new();
    private WebApplication _web = null!;

    private SiloServer(LoadedCity city) => City = city;

    public LoadedCity City { get; }

    /// <summary>What database is used, for people.</summary>
    public string DatabaseText { get; private set; } = "";

    public string EngineName { get; private set; } = "";

    public SiloPrivacy Privacy { get; private set; } = null!;

    /// <summary>What the demo account signs in with; null where there is none.</summary>
    public string? DemoAccount { get; private set; }

    /// <summary>Addresses as bound: gRPC, then health, then HTTP/JSON.</summary>
    public IReadOnlyList<string> Addresses => [.. _web.Urls];

    /// <exception cref="SiloStartException">The message says which step failed and what to do.</exception>
    public static async Task<SiloServer> StartAsync(SiloOptions options, ILoggerFactory logging, CancellationToken cancellation = default)
    {
        var silo = new SiloServer(LoadedCity.Load(options.City ?? throw new SiloStartException("No city: give its folder with --city.")));
        try
        {
            await silo.StartPartsAsync(options, logging, cancellation);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the city's folder is loaded and calls are served.</summary>
    public Task ReadyAsync(CancellationToken cancellation = default) => _ready.Task.WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var part)) await part.DisposeAsync();
    }

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StartPartsAsync(SiloOptions options, ILoggerFactory logging, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var database = Keep(await SiloDatabase.OpenAsync(options, cancellation));
        DatabaseText = database.Text;
        var clock = new GridClock(time);
        await new ClockKeeper(database.Source, clock).MeasureAsync(cancellation);
        await new PartitionKeeper(database.Source).KeepAsync(cancellation);
        var privacy = Privacy = await SiloPrivacy.OpenAsync(options, database.Source, time, cancellation);
        var register = new CityRegister(database.Source);
        var registered = await register.EnterAsync(City, cancellation);
        var follower = new CityFollower(City, register);
        await follower.BeginAsync(cancellation);
        var positions = new PositionBoard(new PostgresStateStore(database.Source));
        var engine = Keep(await BuildHosting.StartEngineAsync(options, new(database.Source, database.ConnectionString, clock, () => City.City, positions, logging)));
        EngineName = engine.Engine.Name;
        var asked = new CityCommands(engine.Engine, clock);
        var setup = new CitySetup(City, register, asked, new(City, engine.Engine, asked), clock, database.Source);
        var cities = new CityDesk(City, register, setup, engine);
        var metrics = new PrometheusText();
        var lists = new SiloLists(database.Source, City, privacy);
        var edges = Keep(EdgeParts.Create(options, database.Source, clock, engine, new(City, registered), cities, positions, privacy, lists, logging));
        var readiness = new Readiness(database.Source, engine, clock, setup);
        var health = new HealthReport(edges.Health, readiness, logging.CreateLogger("GridCity.Health"));
        var jobs = StartHousekeeping(database, clock, setup, follower, health, positions, privacy, logging);
        jobs.Start("Cleaning sessions", CleanInterval, edges.Sessions.CleanAsync);
        jobs.Start("Bringing the lists forward", CaseListProjection.TurnInterval, lists.TurnAsync);
        jobs.Start("Counting figures", FigureProjection.TurnInterval, edges.Figures.TurnAsync);
        jobs.Start("Cleaning figures", FigureParts.CleanInterval, edges.Figures.CleanAsync);
        jobs.Start("Measuring the lists' lag", SiloLists.LagInterval, lists.MeasureLagAsync);
        DemoAccount = await new DemoAccount(options, database.Source, privacy.Keys, City, time).EnsureAsync(cancellation);
        _web = Keep(await SiloPorts.OpenAsync(options, edges.Services, app => OperationsEndpoints.Map(app, readiness, EngineName, metrics)));
    }

    private Housekeeping StartHousekeeping(
        SiloDatabase database, GridClock clock, CitySetup setup, CityFollower follower, HealthReport health, PositionBoard positions,
        SiloPrivacy privacy,
        ILoggerFactory logging)
    {
        var log = logging.CreateLogger("GridCity.Housekeeping");
        var jobs = Keep(new Housekeeping(clock.Local, log));
        var census = new ComponentCensus(City, new(database.Source), log);
        var folder = new StatisticsFolder(database.Source);
        jobs.Start("Keeping PostgreSQL running", DatabaseInterval, stop => database.KeepRunningAsync(log, stop));
        jobs.Start("Making partitions", PartitionInterval, new PartitionKeeper(database.Source).KeepAsync);
        jobs.Start("Cleaning the stores", CleanInterval, Cleaner(database, clock, log).CleanAsync);
        jobs.Start("Settling photos' references", CleanInterval, stop => new BlobPromises(database.Source).SettleAsync(BlobPromises.Age, stop));
        jobs.Start("Measuring the clock", ClockInterval, new ClockKeeper(database.Source, clock).MeasureAsync);
        jobs.Start("Folding statistics", StatisticsFolder.Interval, async stop => await folder.FoldAsync(stop) == StatisticsFolder.CountMax);
        foreach (var view in Views.Of(database.Source))
            jobs.Start($"Building the view {view.Name}", ProjectionInterval, async stop => (await view.AdvanceAsync(stop)).IsBehind);
        jobs.Start("Finishing erasures", ErasureInterval, privacy.Erasure.PurgePendingAsync);
        jobs.Start("Watching the health", HealthInterval, health.UpdateAsync);
        jobs.Start("Taking the census of components", CensusInterval, census.RunAsync);
        jobs.Start("Reading positions", PositionInterval, stop => positions.RefreshAsync(City.Pack.Inspectors.Select(one => one.Code), stop));
        jobs.Start("Following the city", FollowInterval, async stop => { await follower.FollowAsync(stop); });
        jobs.Start("Loading the city", SetupInterval, async stop =>
        {
            await setup.RunAsync(stop);
            _ready.TrySetResult();
        });
        return jobs;
    }

    private StoreCleaner Cleaner(SiloDatabase database, GridClock clock, ILogger log) =>
        new(new PostgresBlobStore(database.Source, BlobLimits.Usual), new PostgresStateStore(database.Source),
            () => City.Pack.Info.Limits.PositionDays ?? PackLimits.PositionDaysUsual, clock, log);

    private T Keep<T>(T part) where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}

/// <summary>The silo cannot start; the message says what to do.</summary>
internal sealed class SiloStartException(string message, Exception? inner = null) : Exception(message, inner);
