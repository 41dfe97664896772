using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Tests.Intersections;

public sealed class LayoutTests
{
    private static readonly SignalTimes Times = new(3, 0, 5, 7, 0, 120);

    [Fact]
    public void Conflicting_protected_greens_are_refused_by_name() =>
        Refused("phase 0 gives a protected green to groups 0 and 1, which conflict", phases: [new([Aspect.Go, Aspect.Go], 5, 50)]);

    [Fact]
    public void A_permitted_turn_may_meet_the_traffic_it_yields_to() =>
        Assert.Single(Layout(phases: [new([Aspect.Go, Aspect.Yield], 5, 50)]).Phases);

    [Fact]
    public void A_phase_of_another_size_is_refused() =>
        Refused("phase 0 has 1 aspects for 2 groups", phases: [new([Aspect.Go], 5, 50)]);

    [Fact]
    public void A_signal_without_yellow_is_refused() =>
        Refused("yellow is 0 s, at least 1 s is needed", times: Times with { YellowSeconds = 0 });

    [Fact]
    public void A_way_from_nowhere_is_refused() =>
        Refused("group 0 comes from lane nowhere, which is not an approach", from: "nowhere");

    [Fact]
    public void Maximum_red_is_stretched_to_what_serving_everybody_in_turn_takes()
    {
        var layout = Layout(times: Times with { MaximumRedSeconds = 10 });

        Assert.Equal((3 * 3) + (2 * 5), layout.MaximumRedSeconds);
        Assert.Equal([0, 1], layout.ServedBy);
    }

    [Fact]
    public void Nobody_clears_when_nobody_loses_green()
    {
        var layout = Layout(phases: [new([Aspect.Go, Aspect.Stop], 5, 50), new([Aspect.Go, Aspect.Yield], 5, 50)]);

        Assert.Equal((0, 3), (layout.ClearanceSeconds(0, 1), layout.ClearanceSeconds(1, 0)));
    }

    private static void Refused(string why, Phase[]? phases = null, SignalTimes? times = null, string from = "in_0") =>
        Assert.Equal($"intersection x: {why}", Assert.Throws<ArgumentException>(() => Layout(phases, times, from)).Message);

    private static IntersectionLayout Layout(Phase[]? phases = null, SignalTimes? times = null, string from = "in_0") => new(
        "x",
        [new("in_0", 100, 13.9, "in"), new("in_1", 100, 13.9, "in")],
        [new("out_0", 100, 13.9, "out")],
        [new(0, [new(from, "out_0")], false), new(1, [new("in_1", "out_0")], false)],
        new(2, [(0, 1)]),
        [.. phases ?? [new([Aspect.Go, Aspect.Stop], 5, 50), new([Aspect.Stop, Aspect.Go], 5, 50)]],
        times ?? Times);
}
