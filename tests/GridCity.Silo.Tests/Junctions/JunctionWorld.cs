using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Simulation;
using GridCity.Runtime.States;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Junctions;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>The loop of a silo with controllers at its links, second by second on a clock of its own.</summary>
internal sealed class JunctionWorld : IDisposable
{
    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly Caller Device = new(new Actor("cabinet-7", Role.OtherSystem), []);

    private readonly TestFolder _folder = new();
    private readonly ManualTimeProvider _time = new(Morning);
    private readonly JunctionBoard _board = new();
    private readonly JunctionLoop _loop;
    private readonly JunctionStreams _streams;
    private readonly LoadedCity _city;

    public JunctionWorld(CityPack? pack = null)
    {
        var log = Log.CreateLogger("junctions");
        PackWriter.Write(pack ?? CrossCity.Pack, _folder.Path);
        _city = LoadedCity.Load(_folder.Path);
        var clock = new GridClock(_time);
        Engine = new(() => _city.City, clock);
        var grains = new JunctionGrains(Engine, clock);
        var health = new JunctionHealth(_board, grains, log);
        _loop = new(
            _board, grains, health, new(grains, _city, _ => ValueTask.FromResult("2026050400000001"), log),
            new(_board, grains, () => Versions!(), log), new(new MemoryStateStore(), log), _city, log);
        _streams = new(_board, grains, health, _city, log);
        Versions = Engine.VersionsAsync;
        foreach (var (code, entry) in _city.Intersections) Engine.Do(code, new IntersectionCommand.Install(entry.As), new("city", Role.Administrator));
    }

    public MemoryEngine Engine { get; }

    public KeptLog Log { get; } = new();

    /// <summary>What the loop asks to see which intersections have changed.</summary>
    public Func<Task<IReadOnlyDictionary<string, long>>> Versions { get; set; }

    /// <summary>Seconds that come by the silo's own timer; <see cref="Pass"/> makes them by hand.</summary>
    public async Task PassByTimerAsync(int seconds, params FieldUnderTest[] controllers)
    {
        _loop.Start();
        for (var second = 0; second < seconds; second++)
        {
            await Eventually.Is(() => _time.TimersArmed > 0, "the loop waits for its next second");
            foreach (var controller in controllers) controller.Measure();
            var before = controllers.Sum(controller => controller.Heard);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Is(
                () =>
                {
                    foreach (var controller in controllers) controller.Read();
                    return controllers.Sum(controller => controller.Heard) >= before + controllers.Length;
                },
                $"the orders of second {second} of all {controllers.Length} controllers");
        }

        await _loop.DisposeAsync();
    }

    /// <summary>A controller on a stream of its own; it is announced.</summary>
    public async Task<FieldUnderTest> LinkAsync(
        string code = CrossCity.First, FieldController? controller = null, Sight sight = Sight.Unspecified)
    {
        var link = new JunctionLink(NullLogger.Instance);
        controller ??= new FieldController(1, code, "cabinet 7", _time) { Sight = sight };
        await _streams.AnnounceAsync(link, [controller.Announce()], Device);
        return new(link, controller, reading => _streams.Take(link, reading));
    }

    /// <summary>What a stream is told that announces many intersections at once.</summary>
    public async Task<List<Ordered>> AnnounceAsync(IEnumerable<Announcement> announcements)
    {
        var (link, messages) = (new JunctionLink(NullLogger.Instance), new List<Ordered>());
        await _streams.AnnounceAsync(link, announcements, Device);
        while (link.Outgoing.TryRead(out var message)) messages.Add(message);
        return messages;
    }

    /// <summary>Seconds in which every controller reads its orders and, unless it is stalled, sends a reading.</summary>
    public void Pass(int seconds, params FieldUnderTest[] controllers)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            foreach (var controller in controllers) controller.Measure();
            _loop.Tick();
            foreach (var controller in controllers) controller.Read();
        }
    }

    public IntersectionState State(string code = CrossCity.First) => Engine.State(code);

    public SignalMode InForce(string code = CrossCity.First) => ModeInForce.Of(State(code), _time.GetUtcNow()).Mode;

    /// <summary>Seconds of those to come in which one controller shows a picture.</summary>
    public int SecondsOf(string shown, int seconds, FieldUnderTest of, params FieldUnderTest[] others)
    {
        var count = 0;
        for (var second = 0; second < seconds; second++)
        {
            Pass(1, [of, .. others]);
            if (of.Shows == shown) count++;
        }

        return count;
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    public void Dispose() => _folder.Dispose();
}

/// <summary>A controller in the field that does as it is told, or lies.</summary>
internal sealed class FieldUnderTest(JunctionLink link, FieldController controller, Action<Reading> send)
{
    public FieldController Controller => controller;

    public List<Rejection> Rejections { get; } = [];

    /// <summary>Orders that came.</summary>
    public int Heard { get; private set; }

    /// <summary>True for one that sends nothing.</summary>
    public bool IsStalled { get; set; }

    /// <summary>True for one that does not hear what is sent.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Changes each reading before it is sent.</summary>
    public Action<Reading> Lie { get; set; } = _ => { };

    /// <summary>Changes each reading after it was checked: a fault of the silo itself.</summary>
    public Action<Reading> Spoil { get; set; } = _ => { };

    /// <summary>What it shows, in letters: G green, y yellow, r red, o flashing.</summary>
    public string Shows => string.Concat(Shown.Select(signal => (Signal)signal switch
    {
        Signal.Green => 'G', Signal.Yellow => 'y', Signal.Flashing => 'o', _ => 'r',
    }));

    private byte[] Shown => controller.Obeyed?.Show.ToByteArray() ?? [(byte)Signal.Green, (byte)Signal.Red];

    public void Measure()
    {
        if (IsStalled || !controller.IsWelcome) return;
        var reading = new Reading
        {
            Shown = Google.Protobuf.ByteString.CopyFrom(Shown),
            Halting = { 2, 2 }, Present = { 3, 3 }, Departed = { 1, 1 }, MeanSpeed = { 5, 5 }, Occupancy = { 40, 40 },
        };
        controller.Sign(reading);
        Lie(reading);
        send(reading);
        Spoil(reading);
    }

    public void Read()
    {
        while (link.Outgoing.TryRead(out var message) && !IsDeaf)
        {
            foreach (var welcome in message.Welcomes) controller.Welcome(welcome);
            foreach (var order in message.Orders) controller.Take(order);
            Heard += message.Orders.Count;
            Rejections.AddRange(message.Rejections);
        }

        controller.Watch();
    }
}
