using GridCity.Runtime.Simulation;

namespace GridCity.Simulation.Tests;

public sealed class SchedulerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SimulationScheduler _scheduler = new(new SeededRandom(1), Start);

    [Fact]
    public void Time_jumps_to_the_next_timer_and_costs_none()
    {
        var node = _scheduler.NewNode("node");

        _scheduler.RunUntil(node.RunAsync(() => Task.Delay(TimeSpan.FromMinutes(40), node.Clock)), Limit);

        Assert.Equal(Start.AddMinutes(40), _scheduler.Now);
    }

    [Fact]
    public void Work_that_leaves_the_thread_fails_the_run()
    {
        var node = _scheduler.NewNode("node");

        var error = Assert.Throws<SimulationException>(() => _scheduler.RunUntil(node.RunAsync(() => Escape(node)), Limit));

        Assert.Contains("escaped", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_ever_fails_the_run()
    {
        var node = _scheduler.NewNode("node");

        Assert.Throws<SimulationException>(
            () => _scheduler.RunUntil(node.RunAsync(() => new TaskCompletionSource().Task), Limit));
    }

    [Fact]
    public void What_takes_too_long_fails_the_run()
    {
        var node = _scheduler.NewNode("node");

        Assert.Throws<SimulationException>(
            () => _scheduler.RunUntil(node.RunAsync(() => Task.Delay(2 * Limit, node.Clock)), Limit));
    }

    [Fact]
    public void A_killed_node_does_nothing_more()
    {
        var (node, killer, done) = (_scheduler.NewNode("node"), _scheduler.NewNode("killer"), false);
        _ = node.RunAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), node.Clock);
            done = true;
        });

        _scheduler.RunUntil(killer.RunAsync(() => AfterAsync(killer, TimeSpan.FromSeconds(1), node.Kill)), Limit);
        _scheduler.RunUntil(killer.RunAsync(() => Task.Delay(TimeSpan.FromSeconds(9), killer.Clock)), Limit);

        Assert.False(done);
    }

    [Fact]
    public void A_paused_node_goes_on_where_it_was()
    {
        var (node, other, doneAt) = (_scheduler.NewNode("node"), _scheduler.NewNode("other"), DateTimeOffset.MinValue);
        node.Pause();
        var work = node.RunAsync(() => Task.FromResult(doneAt = _scheduler.Now));

        _scheduler.RunUntil(other.RunAsync(() => AfterAsync(other, TimeSpan.FromSeconds(60), node.Resume)), Limit);
        _scheduler.RunUntil(work, Limit);

        Assert.Equal(Start.AddSeconds(60), doneAt);
    }

    [Fact]
    public void A_wrong_clock_does_not_move_timers()
    {
        var node = _scheduler.NewNode("node");
        node.Clock.Offset = TimeSpan.FromHours(5);

        _scheduler.RunUntil(node.RunAsync(() => Task.Delay(TimeSpan.FromSeconds(1), node.Clock)), Limit);

        Assert.Equal(Start.AddSeconds(1), _scheduler.Now);
        Assert.Equal(Start.AddSeconds(1).AddHours(5), node.Clock.GetUtcNow());
    }

    /// <summary>Waits for the other thread, so that a busy machine cannot hide it.</summary>
    private static Task Escape(SimulatedNode node)
    {
        var thread = new Thread(() => node.Clock.GetUtcNow());
        thread.Start();
        thread.Join();
        return Task.CompletedTask;
    }

    private static async Task AfterAsync(SimulatedNode node, TimeSpan time, Action act)
    {
        await Task.Delay(time, node.Clock);
        act();
    }
}
