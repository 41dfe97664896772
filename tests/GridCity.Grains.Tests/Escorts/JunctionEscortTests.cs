using System.Collections.Immutable;
using GridCity.Grains.Escorts;
using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Tests.Escorts;

public sealed class JunctionEscortTests
{
    private const int Main = 0, Side = 1, MainLeft = 2;
    private static readonly EscortSettings Settings = EscortSettings.Usual;
    private static readonly EscortRank Ambulance = new(EscortClass.Ambulance, 10, "a"), Police = new(EscortClass.Police, 5, "b");
    private static readonly double[] Nobody = [0, 0], SideWaits = [0, 6];

    /// <summary>
    /// A main road east to west whose only lane goes straight (group 0) and left (group 2), and a side road (group 1);
    /// a phase for each group.
    /// </summary>
    private static readonly IntersectionLayout Crossing = new(
        "J", [new("main_0", 200, 14, "main"), new("side_0", 200, 14, "side")],
        [new("west_0", 200, 14, "west"), new("south_0", 200, 14, "south")],
        [Group(0, "main_0", "west_0"), Group(1, "side_0", "south_0"), Group(2, "main_0", "south_0")],
        new(3, [(0, 1), (1, 2)]),
        [Phase(0), Phase(1), Phase(2)],
        new(3, 0, 5, 0, 0, 120));

    [Fact]
    public void Far_away_the_controller_decides() =>
        Assert.Equal(Side, Wish(Showing(Side), Demand(Ambulance, arrival: 100)).Wish.Phase);

    [Fact]
    public void In_time_for_the_change_the_way_is_opened() =>
        Assert.Equal(Main, Wish(Showing(Side), Demand(Ambulance, arrival: 6)).Wish.Phase);

    [Fact]
    public void A_queue_ahead_is_let_go_earlier()
    {
        Assert.Equal(Side, Wish(Showing(Side), Demand(Ambulance, arrival: 20)).Wish.Phase);
        Assert.Equal(Main, Wish(Showing(Side), Demand(Ambulance, arrival: 20, queue: 8)).Wish.Phase);
    }

    [Fact]
    public void A_green_that_could_not_be_shown_again_in_time_is_kept() =>
        Assert.Equal(Main, Wish(Showing(Main), Demand(Ambulance, arrival: 12)).Wish.Phase);

    [Fact]
    public void Who_cannot_leave_the_junction_gets_no_green() =>
        Assert.Equal(Side, Wish(Showing(Side), Demand(Ambulance, arrival: 3) with { IsExitBlocked = true }).Wish.Phase);

    [Fact]
    public void Of_two_that_meet_the_class_decides_then_who_asked_first()
    {
        var fromSide = Demand(Police, arrival: 3) with { FromRoad = "side", ToRoad = "south" };

        var (wish, memory) = Wish(Showing(Side), fromSide, Demand(Ambulance, arrival: 3));

        Assert.Equal((Main, Ambulance), (wish.Phase, memory.Holder));
        Assert.True(new EscortRank(EscortClass.Police, 1, "z") < Police);
    }

    [Fact]
    public void A_junction_is_not_kept_for_ever_and_rests_before_the_next_time()
    {
        var memory = EscortHold.Idle;
        var kept = Enumerable.Range(0, 200).Select(second =>
        {
            (var wish, memory) = Step(Showing(Side), memory, second, Nobody, Demand(Ambulance, arrival: 1));
            return wish.Phase == Main;
        }).ToArray();

        Assert.Equal(Settings.HoldSecondsMax + 1, kept.TakeWhile(is_ => is_).Count());
        Assert.Equal(Settings.RestSeconds, kept.SkipWhile(is_ => is_).TakeWhile(is_ => !is_).Count());
    }

    [Fact]
    public void A_shared_lane_is_emptied_by_all_its_phases_in_turn()
    {
        var memory = EscortHold.Idle;
        var wished = new HashSet<int>();
        for (var second = 0; second < 2 * Settings.TurnSeconds; second++)
        {
            (var wish, memory) = Step(Showing(Main), memory, second, Nobody, Demand(Ambulance, arrival: 1, queue: 5));
            wished.Add(wish.Phase);
        }

        Assert.Equal([Main, MainLeft], wished.Order());
    }

    [Fact]
    public void The_street_that_waited_is_served_first_afterwards_and_no_longer_than_it_needs()
    {
        var (_, memory) = Step(Showing(Main), EscortHold.Idle, 0, SideWaits, Demand(Ambulance, arrival: 3));
        (var wish, memory) = Step(Showing(Main), memory, 1, SideWaits);

        Assert.Equal((Side, Side), (wish.Phase, memory.Repaid));
        (wish, memory) = Step(Showing(Main), memory, 1 + Settings.RepaySecondsMax, SideWaits);
        Assert.Equal((Side, false), (wish.Phase, memory.IsBusy));
        (wish, memory) = Step(Showing(Main), memory with { Repaid = Side, RepayUntil = 99 }, 30, Nobody);
        Assert.False(memory.IsBusy);
    }

    [Fact]
    public void Who_is_stuck_inside_is_waited_for()
    {
        var (wish, memory) = JunctionEscort.Step(
            Crossing, Showing(Side) with { Second = 100 }, SignalWish.StayClear, EscortHold.Idle,
            [Demand(Ambulance, arrival: 3)], Nobody, 100, Settings);

        Assert.Equal((SignalWish.StayClear, Ambulance), (wish, memory.Holder));
    }

    [Fact]
    public void A_turn_that_no_phase_serves_changes_nothing() =>
        Assert.Equal(Side, Wish(Showing(Side), Demand(Ambulance, arrival: 1) with { ToRoad = "nowhere" }).Wish.Phase);

    private static (SignalWish Wish, EscortHold Memory) Wish(SafetyState shown, params EscortDemand[] demands) =>
        Step(shown, EscortHold.Idle, 100, Nobody, demands);

    /// <summary>The controller always wishes the side road.</summary>
    private static (SignalWish Wish, EscortHold Memory) Step(
        SafetyState shown, EscortHold memory, long second, double[] halting, params EscortDemand[] demands) =>
        JunctionEscort.Step(Crossing, shown with { Second = second }, SignalWish.Show(Side), memory, demands, halting, second, Settings);

    private static EscortDemand Demand(EscortRank rank, double arrival, double queue = 0) => new(rank, "main", "west", arrival, queue);

    private static SafetyState Showing(int phase) => SafetyState.Dark(Crossing, -100) with { Phase = phase };

    private static SignalGroup Group(int index, string from, string to) => new(index, [new(from, to)], false);

    private static Phase Phase(int green) =>
        new([.. Enumerable.Range(0, 3).Select(group => group == green ? Aspect.Go : Aspect.Stop)], 5, 60);
}
