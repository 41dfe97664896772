using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Local;

public sealed class LeaseKeeperTests : IAsyncDisposable
{
    private static readonly LeaseTimes Times = LeaseTimes.Usual;

    private readonly ManualTimeProvider _time = new();
    private readonly List<LeaseKeeper> _keepers = [];
    private readonly MemoryLeaseTable _table;

    public LeaseKeeperTests() => _table = new(_time);

    [Fact]
    public async Task An_active_silo_stays_active()
    {
        var active = Start("a");
        var epoch = (await active.HeldAsync()).Epoch;

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        active.ThrowIfNotServing();
        Assert.Equal((1, 1), (epoch, active.Epoch));
    }

    [Fact]
    public async Task A_standby_does_not_serve_and_names_the_active_one()
    {
        await Start("a").HeldAsync();
        var standby = Start("b");
        await Eventually.Is(() => standby.State is LeaseState.Standby { Holder: "a" }, "b, standing by: it knows a");

        var error = Assert.Throws<GridUnavailableException>(standby.ThrowIfNotServing);

        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_says_goodbye_is_followed_at_the_next_look()
    {
        var active = Start("a");
        await active.HeldAsync();
        var standby = Start("b");

        await active.DisposeAsync();
        _keepers.Remove(active);
        await AdvanceAsync(Times.PollEvery);

        Assert.Equal(2, (await standby.HeldAsync()).Epoch);
        Assert.Throws<GridUnavailableException>(active.ThrowIfNotServing);
    }

    [Fact]
    public async Task A_silo_that_falls_silent_is_followed_after_its_term_and_has_stopped_serving_by_then()
    {
        var line = new TestLine(_table);
        var active = Start("a", line);
        await active.HeldAsync();
        var standby = Start("b");
        line.IsCut = true;

        var servedLast = TimeSpan.Zero;
        for (var waited = TimeSpan.Zero; standby.State is LeaseState.Standby; waited += Times.PollEvery)
        {
            Assert.InRange(waited, TimeSpan.Zero, Times.Term + Times.PollEvery);
            if (Serves(active)) servedLast = waited;
            await AdvanceAsync(Times.PollEvery);
        }

        Assert.False(Serves(active));
        Assert.InRange(servedLast, TimeSpan.Zero, Times.Term);
        standby.ThrowIfNotServing();
    }

    [Fact]
    public async Task A_silo_that_comes_back_too_late_learns_that_it_has_lost()
    {
        var line = new TestLine(_table);
        var active = Start("a", line);
        await active.HeldAsync();
        line.IsCut = true;
        var standby = Start("b");
        await AdvanceAsync(Times.Term + Times.PollEvery);

        line.IsCut = false;
        await AdvanceAsync(Times.RenewEvery);

        await Eventually.Gives(Done(active.LostAsync(1)), "a, after the take-over: it learns of it");
        Assert.Equal((1, 2), (active.Epoch, standby.Epoch));
        Assert.Throws<GridUnavailableException>(active.ThrowIfNotServing);
    }

    [Fact]
    public async Task A_silo_whose_database_was_away_goes_on_under_the_same_epoch()
    {
        var line = new TestLine(_table);
        var active = Start("a", line);
        await active.HeldAsync();
        line.IsCut = true;
        await AdvanceAsync(Times.Term * 3);
        Assert.Throws<GridUnavailableException>(active.ThrowIfNotServing);

        line.IsCut = false;
        await AdvanceAsync(Times.PollEvery);

        active.ThrowIfNotServing();
        Assert.Equal(1, active.Epoch);
    }

    [Fact]
    public async Task Validity_counts_from_before_the_request_was_sent()
    {
        var line = new TestLine(_table) { Delay = () => _time.Advance(TimeSpan.FromSeconds(2)) };
        var sent = _time.GetTimestamp();

        var held = await Start("a", line).HeldAsync();

        Assert.Equal(Times.Term, _time.GetElapsedTime(sent, held.ValidUntil));
    }

    [Fact]
    public async Task A_take_whose_answer_was_lost_is_taken_again_at_once()
    {
        var line = new TestLine(_table) { LosesAnswer = true };
        var active = Start("a", line);
        await Eventually.Is(AllWait, "a, after the lost answer: it waits for its next try");

        line.LosesAnswer = false;
        await AdvanceAsync(Times.PollEvery * 2);

        Assert.Equal(2, (await active.HeldAsync()).Epoch);
    }

    [Fact]
    public async Task A_killed_silo_of_this_machine_is_not_waited_for()
    {
        var identity = SiloProcess.Identity("a").Split('/');
        identity[^1] = "1";
        await _table.TryTakeAsync(string.Join('/', identity), null, Times.Term);

        var held = await Eventually.Gives(Start("b").HeldAsync(), "b, at its start: it takes over from the dead one");

        Assert.Equal(2, held.Epoch);
    }

    [Fact]
    public void A_process_is_dead_only_if_that_is_sure()
    {
        var mine = SiloProcess.Identity("a");

        Assert.False(SiloProcess.IsSurelyDead(mine));
        Assert.False(SiloProcess.IsSurelyDead(mine.Replace(mine.Split('/')[1], "another-machine", StringComparison.Ordinal)));
        Assert.False(SiloProcess.IsSurelyDead("a"));
        Assert.True(SiloProcess.IsSurelyDead(mine + "0"));
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_to_those_who_wait()
    {
        var broken = Start("a", new TestLine(_table) { Fault = new JournalRejectedException("no such table") });

        await Assert.ThrowsAsync<JournalRejectedException>(() => broken.HeldAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var keeper in _keepers) await keeper.DisposeAsync();
    }

    private static bool Serves(LeaseKeeper keeper)
    {
        try
        {
            keeper.ThrowIfNotServing();
            return true;
        }
        catch (GridUnavailableException)
        {
            return false;
        }
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private LeaseKeeper Start(string name, ILeaseTable? table = null)
    {
        var keeper = new LeaseKeeper(table ?? _table, name, _time, Times);
        _keepers.Add(keeper);
        keeper.Start();
        return keeper;
    }

    /// <summary>Moves the clock from timer to timer, each time once every keeper waits again.</summary>
    private async Task AdvanceAsync(TimeSpan span)
    {
        for (var left = span; ;)
        {
            await Eventually.Is(AllWait, "keepers, between two steps: each waits for its next");
            var next = _time.UntilNextTimer ?? TimeSpan.MaxValue;
            _time.Advance(next < left ? next : left);
            if (next > left) return;
            left -= next;
        }
    }

    private bool AllWait() => _time.TimersDueWithin(Times.RenewEvery) == _keepers.Count;

    /// <summary>The way to the table, with what can go wrong on it.</summary>
    private sealed class TestLine(ILeaseTable table) : ILeaseTable
    {
        public bool IsCut { get; set; }

        public bool LosesAnswer { get; set; }

        public Exception? Fault { get; init; }

        public Action? Delay { get; init; }

        public Task<LeaseAnswer> TryTakeAsync(string holder, string? dead, TimeSpan term, CancellationToken cancellation = default) =>
            SendAsync(() => table.TryTakeAsync(holder, dead, term, cancellation));

        public Task<bool> RenewAsync(long epoch, TimeSpan term, CancellationToken cancellation = default) =>
            SendAsync(() => table.RenewAsync(epoch, term, cancellation));

        public Task ReleaseAsync(long epoch, CancellationToken cancellation = default) => table.ReleaseAsync(epoch, cancellation);

        private async Task<T> SendAsync<T>(Func<Task<T>> send)
        {
            if (Fault is not null) throw Fault;
            if (IsCut) throw new JournalUnavailableException("the line is cut");
            Delay?.Invoke();
            var answer = await send();
            return LosesAnswer ? throw new JournalUnavailableException("the answer was lost") : answer;
        }
    }
}
