using GridCity.Runtime.Engine;
using GridCity.Runtime.Simulation;

namespace GridCity.Runtime.Tests.Engine;

public sealed class GridClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _local = new(Start);

    [Fact]
    public void Time_goes_on_from_the_measurement()
    {
        var clock = new GridClock(_local);
        clock.Set(Start.AddMinutes(10), clock.Ticks);

        _local.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(Start.AddMinutes(10).AddSeconds(3), clock.Now);
        Assert.Equal(TimeSpan.FromMinutes(10), clock.Offset);
    }

    /// <summary>Under simulated seed 20778086 a timer came due, and its decision a moment later was before its time.</summary>
    [Fact]
    public void Time_does_not_go_back_when_an_answer_came_slower()
    {
        var clock = new GridClock(_local);
        clock.Set(Start, clock.Ticks);
        var before = clock.Now;

        clock.Set(Start.AddMilliseconds(-3), clock.Ticks);

        Assert.Equal(before, clock.Now);
        _local.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(Start.AddMilliseconds(2), clock.Now);
    }

    [Fact]
    public void A_time_that_was_quite_wrong_is_set_right()
    {
        var clock = new GridClock(_local);
        Assert.Equal(Start, clock.Now);

        clock.Set(Start.AddHours(-1), clock.Ticks);

        Assert.Equal(Start.AddHours(-1), clock.Now);
    }
}
