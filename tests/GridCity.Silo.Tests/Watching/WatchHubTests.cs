using System.Collections.Immutable;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Access;
using GridCity.Silo.Tests.Support;
using GridCity.Silo.Watching;
using GridCity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Silo.Tests.Watching;

public sealed class WatchHubTests : IAsyncDisposable
{
    private const string Here = "330106001001001", There = "330106002001001";
    private const int KeptMax = 10;

    private static readonly ImmutableArray<WatchKey> AllHere = [new(null, null, null, null, null, null, null, null, Here[..9])];

    private readonly MadeJournal _journal = new();
    private readonly ManualTimeProvider _time = new();
    private readonly WatchHub _hub;

    public WatchHubTests()
    {
        _hub = new(_journal, KeptMax, _time, NullLogger.Instance);
        _hub.Start();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Nothing_is_read_while_nobody_watches()
    {
        _journal.Register("a", Here);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _journal.Reads);

        using var watcher = await _hub.OpenAsync(AllHere, default, CancellationToken.None);
        Assert.Equal("a", (await NextAsync(watcher)).After.Id.Value);
    }

    [Fact]
    public async Task A_case_is_known_just_before_its_event_whether_it_moved_lately_or_long_ago()
    {
        var old = _journal.Register("old", Here);
        for (var more = 0; more < KeptMax; more++) _journal.Register($"{more}", There);
        _journal.Urge(old);

        using var watcher = await _hub.OpenAsync(AllHere, _journal.End, CancellationToken.None);
        _journal.Void(old);
        var moved = await NextAsync(watcher);

        Assert.Equal((1, 2L, 3L), (moved.Before!.State.Ticket.Incidents!.Urges, moved.Before.Version, moved.After.Version));
        Assert.Equal(1, _journal.Histories);
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_or_of_another_database_says_to_list_again()
    {
        for (var more = 0; more < 2 * KeptMax; more++) _journal.Register($"{more}", Here);

        await Refused.With(StatusCode.OutOfRange, () => _hub.OpenAsync(AllHere, new(1, 1), CancellationToken.None));
        await Refused.With(StatusCode.OutOfRange, () => _hub.OpenAsync(AllHere, new(1_000, 1), CancellationToken.None));
        using var watcher = await _hub.OpenAsync(AllHere, new(2 * KeptMax - 1, 1), CancellationToken.None);
        Assert.Equal($"{(2 * KeptMax) - 1}", (await NextAsync(watcher)).After.Id.Value);
    }

    [Fact]
    public async Task Who_reads_slower_than_events_are_kept_is_cut_off()
    {
        using var deaf = await LiveAsync(_hub);
        for (var more = 0; more < 1_000; more++) _journal.Register($"{more}", Here);
        await MoveAsync(() => _hub.Place == _journal.End, "all is told");

        var error = await Refused.With(StatusCode.ResourceExhausted, async () =>
        {
            await foreach (var _ in deaf.Items.ReadAllAsync()) { }
            _hub.CatchUp(deaf, []);
        });

        Assert.Contains("Go on with its last cursor", error.Message);
    }

    [Fact]
    public async Task Who_falls_behind_goes_on_from_what_is_kept_without_gap_or_double()
    {
        await using var hub = new WatchHub(_journal, 2_000, _time, NullLogger.Instance);
        hub.Start();
        using var watcher = await LiveAsync(hub);
        var cases = Enumerable.Range(0, 1_000).Select(number => $"{number}").ToList();
        foreach (var one in cases) _journal.Register(one, Here);
        await MoveAsync(() => hub.Place == _journal.End, "all is told");

        var seen = new List<WatchItem>();
        await foreach (var item in watcher.Items.ReadAllAsync()) seen.Add(item);
        Assert.True(hub.CatchUp(watcher, seen));
        _journal.Register("last", Here);
        await MoveAsync(() => watcher.Items.TryPeek(out _), "it is live again");

        Assert.Equal(cases, seen.OfType<CaseMoved>().Select(moved => moved.After.Id.Value));
    }

    [Fact]
    public void An_event_touches_only_those_whom_it_concerns()
    {
        var index = new WatchIndex();
        var elsewhere = Enumerable.Range(0, 1_000)
            .Select(number => new Watcher(_hub, [AllHere[0] with { Area = $"33010700{number:D3}" }])).ToList();
        var concerned = new Watcher(_hub, AllHere);
        foreach (var watcher in elsewhere.Append(concerned)) index.Add(watcher);
        var found = new List<Watcher>();

        index.Find(Moved(Here), found);
        Assert.Equal([concerned], found);
        index.Remove(concerned);
        found.Clear();
        index.Find(Moved(Here), found);
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_stream_ends_when_its_token_does_though_nothing_happens()
    {
        var works = true;
        var caller = new Caller(new("watcher", Grains.Role.Clerk, ""), []);
        var session = new CallSession(_time)
        {
            Caller = caller,
            Authenticate = () => works ? new(caller) : throw new RpcException(StatusCode.Unauthenticated, "The token is revoked."),
        };
        // Holds the hub at its reading, so that the moved clock is not waited for.
        using var other = await LiveAsync(_hub);
        var request = new WatchRequest { Area = new(), Cursor = WatchCursor.OfPlace(default) };
        await using var stream = new CaseStreams(_hub, null!, null!, null!, null!)
            .WatchAsync(request, new WatchingCall { User = session }).GetAsyncEnumerator();
        _journal.Register("a", Here);
        Assert.NotNull((await NextAsync(stream)).Change);
        Assert.Null((await NextAsync(stream)).Change);

        works = false;

        await Refused.With(StatusCode.Unauthenticated, () => NextAsync(stream));
    }

    private static CaseMoved Moved(string cell)
    {
        var journal = new MadeJournal();
        var grain = journal.Register("a", cell);
        var happened = journal.HistoryAsync(new Dictionary<Grains.GrainId, long> { [grain] = 1 }, default).Result[grain];
        return WatchStates.FoldAll(new("a"), [.. happened]).Single();
    }

    /// <summary>A watcher to whom what comes arrives by itself.</summary>
    private async Task<Watcher> LiveAsync(WatchHub hub)
    {
        var watcher = await hub.OpenAsync(AllHere, _journal.End, CancellationToken.None);
        Assert.True(hub.CatchUp(watcher, []));
        return watcher;
    }

    private async Task<WatchReply> NextAsync(IAsyncEnumerator<WatchReply> stream)
    {
        var next = stream.MoveNextAsync().AsTask();
        await MoveAsync(() => next.IsCompleted, "the next message");
        Assert.True(await next);
        return stream.Current;
    }

    /// <summary>What a watcher has missed, or the next that comes.</summary>
    private async Task<CaseMoved> NextAsync(Watcher watcher)
    {
        var found = new List<WatchItem>();
        await MoveAsync(
            () =>
            {
                while (watcher.Items.TryRead(out var item)) found.Add(item);
                if (found.OfType<CaseMoved>().Any()) return true;
                _hub.CatchUp(watcher, found);
                return found.OfType<CaseMoved>().Any();
            },
            "the next move");
        return found.OfType<CaseMoved>().First();
    }

    private Task MoveAsync(Func<bool> condition, string expectation) => Eventually.Is(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return condition();
        },
        TimeSpan.FromSeconds(60), expectation);
}
