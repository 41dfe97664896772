using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>Two one-way roads that cross: the first served by phase 0, the second by phase 1.</summary>
public sealed class AdaptiveTests
{
    private static readonly IntersectionLayout Layout = new(
        "two roads",
        [new("in_0", 100, 13.9, "in"), new("in_1", 100, 13.9, "in")],
        [new("out_0", 100, 13.9, "out")],
        [new(0, [new("in_0", "out_0")], false), new(1, [new("in_1", "out_0")], false)],
        new(2, [(0, 1)]),
        [new([Aspect.Go, Aspect.Stop], 5, 50), new([Aspect.Stop, Aspect.Go], 5, 50)],
        new(3, 0, 5, 7, 0, 60));

    private readonly Adaptive _controller = new(Layout, new());
    private readonly Observation _seen = new(2, 1);

    [Fact]
    public void With_nobody_in_sight_the_green_rests()
    {
        Assert.Equal(SignalWish.Show(0), At(0, 20));
    }

    [Fact]
    public void Green_goes_to_who_waits_when_nobody_else_does()
    {
        Waiting(lane: 1, vehicles: 3);

        Assert.Equal(SignalWish.Show(1), At(0, 20));
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(0, 1)]
    public void A_long_queue_is_not_cut_for_one_vehicle_as_long_as_it_leaves(double speed, int shown)
    {
        Waiting(lane: 0, vehicles: 10, speed);
        Waiting(lane: 1, vehicles: 1);

        Assert.Equal(SignalWish.Show(shown), At(0, 20));
    }

    [Theory]
    [InlineData(0, 0.5, 20, true)]
    [InlineData(0, 5, 20, false)]
    [InlineData(0, 5, 21, true)]
    [InlineData(0, 12, 21, false)]
    [InlineData(1, 0.5, 20, false)]
    public void The_next_green_waits_for_who_is_stuck_inside_and_has_lost_his_own(int lane, double speed, long second, bool waits)
    {
        _seen.Clear(second);
        _seen.Inside.Add(new(lane, speed, HasStood: true));
        var clearing = Shown(0, 17) with { Next = 1, NextAt = 20 };

        Assert.Equal(waits ? SignalWish.StayClear : SignalWish.Hold, _controller.Decide(_seen, clearing));
    }

    private SignalWish At(int phase, long second)
    {
        _seen.Second = second;
        return _controller.Decide(_seen, Shown(phase, second));
    }

    /// <summary>A phase shown for fifteen seconds.</summary>
    private static SafetyState Shown(int phase, long second)
    {
        var state = SafetyState.Dark(Layout, second - 16);
        for (var at = second - 15; at <= second; at++) state = SignalSafety.Step(Layout, state, SignalWish.Show(phase), at).State;
        return state;
    }

    private void Waiting(int lane, int vehicles, double speed = 0)
    {
        for (var place = 0; place < vehicles; place++) _seen.Lanes[lane].Add(new(2 + (place * 7.5), speed, 1));
    }
}
