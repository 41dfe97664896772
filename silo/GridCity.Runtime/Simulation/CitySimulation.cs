using GridCity.Runtime.Engine;
using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation.Checkers;
using GridCity.Runtime.Simulation.Machines;
using GridCity.Runtime.Simulation.Workload;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation;

/// <summary>
/// One run: first everything may fail while clients work, then all heals and everything has to come to its end within a
/// bounded time; then the checkers judge. Runs on the caller's thread and needs nothing but its seed.
/// </summary>
internal sealed class CitySimulation
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 23, 58, 0, TimeSpan.Zero);
    private static readonly TimeSpan WorkMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DrainMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly IChecker[] Checkers =
    [
        new ContractChecker(), new AnswerChecker(), new OnceChecker(), new PathChecker(), new ReadChecker(),
        new WatchChecker(), new TimerChecker(), new MailChecker(), new ProjectionChecker(), new DutyChecker(),
    ];

    private readonly SeededRandom _random;
    private readonly Knobs _knobs;
    private readonly Planted _planted;
    private readonly SimulationScheduler _scheduler;
    private readonly RunRecord _record;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedNetwork _network;
    private readonly Troublemaker _troublemaker;
    private readonly SimulatedNode _director;
    private readonly List<Watcher> _watchers = [];
    private readonly SimulatedSightings _sightings = new();

    public CitySimulation(ulong seed, PlantedBug bug = PlantedBug.None, Action<string>? follow = null)
    {
        (Seed, _random) = (seed, new SeededRandom(seed));
        _knobs = Knobs.Draw(_random.Fork());
        _planted = new(bug, _random.Fork());
        _scheduler = new(_random.Fork(), Start);
        _scheduler.Trace.Follow = follow;
        _record = new(_scheduler);
        _database = new(_scheduler, _random.Fork(), _knobs);
        _cluster = new(_scheduler, _random.Fork(), [.. Enumerable.Range(0, _knobs.Silos).Select(NewSilo)]);
        _network = new(_scheduler, _random.Fork(), _knobs, _cluster, _record);
        _troublemaker = new(_scheduler, _random.Fork(), _knobs, _cluster, _database);
        _director = _scheduler.NewNode("director");
    }

    public ulong Seed { get; }

    /// <summary>Runs to the end and judges. Call it once.</summary>
    public SimulationReport Run()
    {
        var stopped = TryRun();
        var evidence = new Evidence(_record, _database.Store, _scheduler.Now, SimulatedCity.KindOf);
        Finding[] findings =
        [
            .. stopped is null ? Array.Empty<Finding>() : [new("progress", stopped)],
            .. Checkers.SelectMany(checker => checker.Check(evidence).Select(what => new Finding(checker.Name, what))),
        ];
        return new(
            Seed, _knobs.ToString(), findings, _scheduler.Trace.Hash, _scheduler.Steps, _scheduler.Now - Start,
            evidence.Journal.Length, _scheduler.Trace.ToString());
    }

    private string? TryRun()
    {
        try
        {
            _scheduler.RunUntil(_director.RunAsync(DirectAsync), WorkMax + DrainMax + TimeSpan.FromMinutes(5));
            return null;
        }
        catch (SimulationException error)
        {
            return error.Message;
        }
    }

    private async Task DirectAsync()
    {
        _cluster.Start();
        foreach (var number in Enumerable.Range(0, 2)) StartWatcher(number);
        _troublemaker.Start();
        var work = Task.WhenAll(Plays());
        await Task.Delay(TimeSpan.FromSeconds(_knobs.TroubleSeconds), _director.Clock);
        Heal();
        await WithinAsync(WorkMax, () => work.IsCompleted, "clients are not done");
        await work;
        await WithinAsync(DrainMax, IsQuiet, "mail, timers or watchers are not done");
    }

    private void Heal()
    {
        _scheduler.Trace.Note("director", "heals everything");
        _troublemaker.Heal();
        (_database.IsTroubled, _network.IsTroubled) = (false, false);
    }

    private bool IsQuiet() =>
        _database.Store.Timers.IsEmpty
        && _database.Store.WaitingMail(TimeSpan.Zero, default, 1).IsEmpty
        && _watchers.TrueForAll(watcher => watcher.Cursor == _database.Store.End());

    /// <summary>Being late is a finding, not the end of the run: the checkers say what is missing.</summary>
    private async Task WithinAsync(TimeSpan limit, Func<bool> done, string missing)
    {
        var end = _scheduler.Now + limit;
        while (!done())
        {
            if (_scheduler.Now > end) throw new SimulationException($"Within {limit} of virtual time {missing}.");
            await Task.Delay(LookEvery, _director.Clock);
        }
    }

    private IEnumerable<Task> Plays() =>
    [
        Import(),
        Play("cockpit", client => new ReadPlay(client, () => _record.GrainsKnown, _knobs.Reads).PlayAsync()),
        Play("admin", client => new DutyPlay(client, _knobs, _sightings).PlayAsync()),
        .. Enumerable.Range(0, _knobs.CaseClients).Select(i => Play($"hotline{i}", client => new CasePlay(client, _knobs).PlayAsync())),
        .. Enumerable.Range(0, _knobs.CourierClients).Select(i => Play($"sender{i}", client => new CourierPlay(client, _knobs).PlayAsync())),
    ];

    private Task Play(string name, Func<SimulatedClient, Task> play)
    {
        var node = _scheduler.NewNode(name);
        var client = new SimulatedClient(name, node, _random.Fork(), _network, _record, SimulatedCity.KindOf);
        return node.RunAsync(() => play(client));
    }

    private Task Import()
    {
        var node = _scheduler.NewNode("importer");
        var journal = new SimulatedJournal(_database, node, () => 0, _knobs with { CrashAfterCommit = 0 }, _record, _planted);
        return node.RunAsync(new Importer(node, journal, _random.Fork(), _knobs.Imports).ImportAsync);
    }

    private void StartWatcher(int number)
    {
        var node = _scheduler.NewNode($"watcher{number}");
        _record.Watched.Add([]);
        var watcher = new Watcher(node, new(_database, node, _planted), _random.Fork(), _record.Watched[number]);
        _watchers.Add(watcher);
        _ = node.RunAsync(watcher.FollowAsync);
    }

    private SimulatedSilo NewSilo(int number) => new($"silo{(char)('A' + number)}", _database, StartEngineAsync);

    private async Task<IGridEngine> StartEngineAsync(SimulatedNode process, HeldLease lease, GridClock clock)
    {
        var journal = new SimulatedJournal(_database, process, () => lease.Epoch, _knobs, _record, _planted);
        var log = new TraceLog(_scheduler.Trace, process.Name);
        var services = new GrainServices(journal, journal, clock, SimulatedCity.KindOf, () => SimulatedCity.City, log)
        {
            Sightings = _sightings,
        };
        var options = new LocalEngineOptions { IdleMax = TimeSpan.FromSeconds(_knobs.IdleSecondsMax), OnTheWay = _planted.OnTheWay };
        var engine = new LocalEngine(services, journal, journal, lease, options);
        await engine.StartAsync();
        return engine;
    }
}
