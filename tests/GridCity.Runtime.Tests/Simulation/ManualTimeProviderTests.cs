using GridCity.Runtime.Simulation;

namespace GridCity.Runtime.Tests.Simulation;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_at_their_due_times()
    {
        var start = _time.GetUtcNow();
        var fired = new List<(string, TimeSpan)>();
        foreach (var (name, seconds) in new[] { ("late", 9), ("first", 3), ("second", 3) })
            _time.CreateTimer(_ => fired.Add((name, _time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("first", TimeSpan.FromSeconds(3)), ("second", TimeSpan.FromSeconds(3)), ("late", TimeSpan.FromSeconds(9))], fired);
        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetUtcNow() - start);
    }

    [Fact]
    public void A_periodic_timer_fires_each_period_until_it_is_disposed()
    {
        var count = 0;
        var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(6));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(3, count);
        Assert.Equal(0, _time.TimersArmed);
    }

    [Fact]
    public async Task Delays_and_limits_of_the_library_follow_the_clock()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2), _time);

        Assert.Equal(TimeSpan.FromMinutes(1), _time.UntilNextTimer);
        _time.Advance(TimeSpan.FromMinutes(1));
        await delay;
        Assert.False(limit.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Fact]
    public void A_jump_of_the_wall_clock_leaves_the_measured_time_alone()
    {
        var (wall, mark, fired) = (_time.GetUtcNow(), _time.GetTimestamp(), false);
        _time.CreateTimer(_ => fired = true, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        _time.JumpWallClock(TimeSpan.FromHours(-1));

        Assert.Equal(wall - TimeSpan.FromHours(1), _time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _time.GetElapsedTime(mark));
        Assert.False(fired);
    }
}
