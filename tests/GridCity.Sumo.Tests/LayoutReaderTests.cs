using GridCity.Grains.Intersections.Layout;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Tests;

public sealed class LayoutReaderTests
{
    private static readonly IntersectionLayout Layout = LayoutReader.ReadAll(Fixture.Network(), new())[0];

    [Fact]
    public void Transitions_are_no_phases() =>
        Assert.Equal(
            ["gGGgrrrrgGGgrrrrrGrG", "gGGgrrrrgGGgrrrrrrrr", "rrrrgGGgrrrrgGGgGrGr", "rrrrgGGgrrrrgGGgrrrr"],
            Layout.Phases.Select(phase => string.Concat(phase.Aspects.Select(aspect => "rsgG"[(int)aspect]))));

    [Fact]
    public void Groups_are_link_indexes_with_their_lanes()
    {
        Assert.Equal([new("top0A0_1", "A0bottom0_1")], Layout.Groups[1].Connections);
        Assert.Equal([16, 17, 18, 19], Layout.Groups.Where(group => group.IsPedestrian).Select(group => group.Index));
        Assert.Equal(8, Layout.Lanes.Length);
    }

    [Fact]
    public void Conflicts_come_from_the_right_of_way_also_with_crossings()
    {
        Assert.True(Layout.Conflicts[1, 5], "straight on from the north and from the east");
        Assert.True(Layout.Conflicts[3, 9], "left from the north and straight on from the south");
        Assert.False(Layout.Conflicts[1, 9], "straight on from the north and from the south");
        Assert.Contains(Enumerable.Range(0, 16), group => Layout.Conflicts[group, 16]);
    }

    [Fact]
    public void Who_walks_has_time_to_get_across() => Assert.InRange(Layout.Times.PedestrianClearanceSeconds, 10, 20);

    [Fact]
    public void A_turn_that_is_green_at_all_times_yields()
    {
        var network = Fixture.Network();
        var program = network.Programs["A0"];
        var careless = program with { Phases = [.. program.Phases.Select(phase => phase with { State = "G" + phase.State[1..] })] };
        var phases = LayoutReader.Read(network, careless, new()).Phases;

        Assert.All(phases.Where((_, index) => index is 0 or 2), phase => Assert.Equal(Aspect.Yield, phase.Aspects[0]));
    }

    [Fact]
    public void What_the_program_lets_go_together_is_no_conflict()
    {
        var network = Fixture.Network();
        var program = network.Programs["A0"];
        var together = program with { Phases = [.. program.Phases.Select(phase => phase with { State = phase.State.Replace('g', 'G') })] };

        Assert.True(Layout.Conflicts[3, 9]);
        Assert.False(LayoutReader.Read(network, together, new()).Conflicts[3, 9]);
    }
}
