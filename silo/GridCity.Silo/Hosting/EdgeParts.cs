using GridCity.Protos.Admin.V1;
using GridCity.Protos.Citizen.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Escort.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Figures.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Junction.V1;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Session.V1;
using GridCity.Rpc;
using GridCity.Rpc.Health;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Components;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Statistics;
using GridCity.Runtime.States;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Cities;
using GridCity.Silo.Configuration;
using GridCity.Silo.Edges;
using GridCity.Silo.Edges.Citizens;
using GridCity.Silo.Edges.Finding;
using GridCity.Silo.Edges.Intake;
using GridCity.Silo.Edges.Photos;
using GridCity.Silo.Escorts;
using GridCity.Silo.Figures;
using GridCity.Silo.Junctions;
using GridCity.Silo.Limits;
using GridCity.Silo.Operations;
using GridCity.Silo.Persons;
using GridCity.Silo.Watching;
using Npgsql;
using ServingStatus = GridCity.Rpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace GridCity.Silo.Hosting;

/// <summary>The city and what the database knows of it.</summary>
internal sealed record HostedCity(LoadedCity City, RegisteredCity Registered);

/// <summary>The services and what they share.</summary>
internal sealed class EdgeParts : IAsyncDisposable
{
    /// <summary>From one address: an office begins its shift behind one.</summary>
    private const int SignInsPerMinute = 60;

    private readonly WatchHub _hub;
    private readonly CaseNumbers _numbers;
    private readonly LateWork _late;
    private readonly JunctionParts _junctions;
    private readonly SiloGauges _gauges;
    private readonly Passwords _passwords;

    private EdgeParts(
        RpcServices services, HealthService health, WatchHub hub, FigureParts figures, CaseNumbers numbers, LateWork late,
        JunctionParts junctions, SiloGauges gauges, Passwords passwords) =>
        (Services, Health, _hub, Figures, _numbers, _late, _junctions, _gauges, _passwords) =
        (services, health, hub, figures, numbers, late, junctions, gauges, passwords);

    public RpcServices Services { get; }

    public HealthService Health { get; }

    public required SessionDesk Sessions { get; init; }

    public FigureParts Figures { get; }

    public static EdgeParts Create(
        SiloOptions options, NpgsqlDataSource database, GridClock clock, EngineHost engine, HostedCity hosted,
        CityDesk cities, PositionBoard positions, SiloPrivacy privacy, SiloLists lists, ILoggerFactory logging)
    {
        var time = clock.Local;
        var passwords = new Passwords();
        var users = new UserDesk(database, privacy.Audit, SignInDesk.Of(database, privacy.Keys, passwords, time));
        var sessions = new SessionDesk(database, passwords, new(privacy.Keys.SignInSecrets), privacy.Audit, options.Sessions, time);
        var authenticator = new Authenticator(new(database), sessions, time);
        var rules = new UserRules(hosted.City);
        var audit = new AccessAudit(privacy.Audit, time, logging.CreateLogger("GridCity.Access"));
        var gate = new FairGate(options.Limits, time);
        var interceptor = new AccessInterceptor(
            authenticator, new(options.Limits.AddressRate, time), new(gate, hosted.City), audit, time);
        var reporters = new Reporters(privacy.Keys, privacy.Fields);
        var numbers = new CaseNumbers(database, clock);
        var components = new ComponentRegister(database);
        var queues = new CaseQueues(database, lists.Levels, lists.Edition);
        var duplicates = new CaseDuplicates(database, queues, lists.Hashes, lists.Edition);
        var search = new CaseSearch(database, queues, lists.Hashes, lists.Levels, lists.Edition);
        var reports = new ReportDesk(hosted.City, reporters, numbers, components);
        var edge = new CommandEdge(engine.Engine, clock);
        var cases = new CaseEdge(edge);
        var store = new PostgresBlobStore(database, BlobLimits.Usual);
        var owners = new BlobOwners(database);
        var seals = new PhotoSeals(privacy.Fields);
        var photos = new PhotoDesk(store, owners, cases, hosted.City);
        var late = new LateWork();
        var forms = new HotlineForms(hosted.City);
        var home = new CaseHome(hosted.City, engine.Engine, new(engine.Engine, clock));
        var calls = new HotlineCalls(cases, home, queues, reports, reporters, privacy.Keys, privacy.Audit, forms);
        var journal = engine.Journal;
        var hub = new WatchHub(
            new PostgresWatchJournal(database), options.Limits.WatchEventsMax, time, logging.CreateLogger("GridCity.Watch"));
        hub.Start();
        var tasks = new InspectorTasks(edge, queues);
        var shifts = new ShiftReader(edge, journal, positions, new(database), hosted.City, clock);
        var figures = new FigureParts(database, hosted.City, queues, lists.Edition, clock, options.BaseMap, logging.CreateLogger("GridCity.Figures"));
        var junctions = new JunctionParts(
            edge, engine.Engine, clock, hosted.City, database, numbers, logging.CreateLogger("GridCity.Junctions"));
        junctions.Start();
        var health = new HealthService();
        health.Set("", ServingStatus.NotServing);
        var server = new RpcServerOptions { Interceptors = [interceptor], ReceiveBytesMax = options.Limits.RequestBytesMax, Time = time };
        var followed = new FollowedCases(edge, queues);
        var hotline = new HotlineService(edge, cases, reports, reporters, duplicates, home, photos, forms, calls, followed, clock);
        var citizens = new CitizenReports(edge, reports, privacy.Keys, new(store, privacy.Fields, hosted.City), photos);
        var services = new RpcServices(server)
            .Add(HotlineReflection.Descriptor.Services[0], hotline)
            .Add(
                CitizenReflection.Descriptor.Services[0],
                new CitizenService(
                    edge, citizens, followed, hotline, duplicates, hosted.City, new(options.Limits.CitizenReportsPerHour, time), clock))
            .Add(IntakeReflection.Descriptor.Services[0], new IntakeService(hosted.City, reports, duplicates, search, edge, clock))
            .Add(
                DeskReflection.Descriptor.Services[0],
                new DeskService(
                    cases, new(cases, queues, journal, reporters, hosted.City, clock), queues,
                    new(new StatisticsQuery(database)), new(database, queues, hosted.City), photos, calls))
            .Add(
                QueryReflection.Descriptor.Services[0],
                new QueryService(search, duplicates, new(hub, cases, queues, lists.Edition, journal)))
            .Add(
                FieldReflection.Descriptor.Services[0],
                new FieldService(
                    edge, new(edge, cases, reports, photos, clock), tasks, new(hub, tasks), shifts, new(edge, journal, positions, clock),
                    new(database), late, hosted.City, clock))
            .Add(
                PhotoReflection.Descriptor.Services[0],
                new PhotoService(
                    new(privacy.Keys), new(store, new(database), seals, late, hosted.City), store, owners, seals, cases))
            .Add(ComponentReflection.Descriptor.Services[0], new ComponentService(edge, components, hosted.City))
            .Add(DutyReflection.Descriptor.Services[0], new DutyService(edge, shifts, positions, hosted.City))
            .Add(JunctionReflection.Descriptor.Services[0], junctions.Service)
            .Add(
                EscortReflection.Descriptor.Services[0],
                new EscortService(edge, hosted.City, new(database), new(junctions.Board), clock))
            .Add(
                AdminReflection.Descriptor.Services[0],
                new AdminService(
                    edge, hosted.City, hosted.Registered, users, rules, new(database), cities, engine.Engine.Name))
            .Add(FiguresReflection.Descriptor.Services[0], new FigureService(figures))
            .Add(UsersReflection.Descriptor.Services[0], new UserService(users, rules))
            .Add(
                SessionReflection.Descriptor.Services[0],
                new SessionService(sessions, authenticator, new("log-ins", SignInsPerMinute, TimeSpan.FromMinutes(1), time)))
            .Add(PersonsReflection.Descriptor.Services[0], Persons(database, queues, edge, engine, privacy, time));
        services.AddHealth(health).AddReflection();
        var gauges = new SiloGauges(engine, gate);
        gauges.Add("gridcity.lists_lag_ms", "Milliseconds since the oldest event was committed that lists do not show.", () => lists.LagMilliseconds);
        gauges.Add("gridcity.watches", "Watches that are open.", () => hub.Watchers);
        gauges.Add("gridcity.cockpits", "Streams of figures that are open.", () => figures.Fanout.Streams);
        gauges.Add("gridcity.junctions_linked", "Intersections that are linked to this silo.", () => junctions.Board.Linked);
        return new(services, health, hub, figures, numbers, late, junctions, gauges, passwords) { Sessions = sessions };
    }

    private static PersonService Persons(
        NpgsqlDataSource database, CaseQueues queues, CommandEdge edge, EngineHost engine, SiloPrivacy privacy, TimeProvider time)
    {
        var record = new PersonRecord(database);
        var export = new PersonExport(
            record, new(database), new PostgresBlobStore(database, BlobLimits.Usual), engine.Journal, privacy.Fields, time);
        return new(new(privacy.Keys, record, queues, edge), export, privacy.Erasure, privacy.Audit);
    }

    public async ValueTask DisposeAsync()
    {
        await _junctions.DisposeAsync();
        await _hub.DisposeAsync();
        await Figures.DisposeAsync();
        _numbers.Dispose();
        _passwords.Dispose();
        _late.Dispose();
        _gauges.Dispose();
    }
}
