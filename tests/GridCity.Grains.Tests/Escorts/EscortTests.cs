using System.Collections.Immutable;
using GridCity.Grains.Escorts;
using GridCity.Grains.Intersections;
using static GridCity.Grains.Escorts.EscortCommand;
using static GridCity.Grains.Escorts.EscortEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Escorts;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class EscortTests
{
    private static readonly GrainId Self = EscortKind.Kind.Id("e-1");
    private static readonly Actor Vehicle = new("vehicle-1", Role.OtherSystem), Timer = Actor.Grain(Self);

    /// <summary>1,000 m to J1, 1,000 m to J2, 500 m to the end, each at 20 m/s; a change takes 10 s.</summary>
    private static readonly EscortRoute Way = new(
        [new("A", 1_000, 50, "J1", 2, 10, "a", "b"), new("B", 1_000, 50, "J2", 0, 10), new("C", 500, 25)], EstimateSeconds: 200);

    private static readonly EscortEvent Begun = new Requested(EscortClass.Ambulance, "120-7", Way, "vehicle-1", Morning);
    private static readonly DateTimeOffset Soon = Morning.AddSeconds(10);

    [Fact]
    public void What_is_far_is_not_prepared_yet()
    {
        var accepted = Accepted([], new Request(EscortClass.Ambulance, "120-7", Way), Vehicle, Morning);

        Assert.Equal([Begun], accepted.Events);
        Assert.IsType<Effect.SetTimer>(Assert.Single(accepted.Effects));
    }

    [Fact]
    public void A_junction_is_prepared_when_its_change_has_to_begin()
    {
        var accepted = Accepted([Begun], new Move("A", 800, []), Vehicle, Soon);

        var prepared = Assert.IsType<JunctionPrepared>(accepted.Events[0]);
        Assert.Equal((0, "J1", 2), (prepared.Leg, prepared.Intersection, prepared.Phase));
        var sent = Assert.Single(accepted.Effects.OfType<Effect.Send>());
        var order = Assert.IsType<IntersectionCommand.SetMode>(sent.Command);
        Assert.Equal((IntersectionKind.Kind.Id("J1"), SignalMode.Escort, 2), (sent.To, order.Mode, order.Phase));
        Assert.True(order.Until > Soon);
        Assert.Equal((EscortClass.Ambulance, Morning, "a", "b"), (order.Way!.Class, order.Way.RequestedAt, order.Way.FromRoad, order.Way.ToRoad));
        Assert.Equal(Soon.AddSeconds(prepared.ArrivalSeconds), order.Way.ArrivalAt);
    }

    [Fact]
    public void A_queue_ahead_is_let_go_earlier() =>
        Assert.Contains(Accepted([Begun], new Move("A", 300, [new("J1", 8)]), Vehicle, Soon).Events, one => one is JunctionPrepared);

    [Fact]
    public void A_position_that_changes_nothing_writes_nothing() =>
        Assert.Empty(Accepted([Begun], new Move("A", 100, []), Vehicle, Soon).Events);

    [Fact]
    public void Now_and_then_the_journal_hears_of_it_and_the_silence_begins_anew()
    {
        var accepted = Accepted([Begun], new Move("A", 100, []), Vehicle, Morning.AddSeconds(30));

        Assert.Equal([new Seen(0, 100, Morning.AddSeconds(30))], accepted.Events);
        Assert.Equal(Morning.AddSeconds(30) + Escort.SilenceMax, Assert.IsType<Effect.SetTimer>(Assert.Single(accepted.Effects)).Due);
    }

    [Fact]
    public void What_is_behind_is_handed_back()
    {
        var accepted = Accepted([Begun, Prepared(0, "J1")], new Move("B", 100, []), Vehicle, Soon);

        Assert.Equal(new JunctionPassed(0, "J1", Soon), accepted.Events[0]);
        var sent = Assert.Single(accepted.Effects.OfType<Effect.Send>());
        Assert.Equal(IntersectionKind.Kind.Id("J1"), sent.To);
        Assert.IsType<IntersectionCommand.ReleaseMode>(sent.Command);
    }

    [Fact]
    public void It_is_prepared_once_and_again_only_after_a_rest()
    {
        var (given, near) = (new[] { Begun, Prepared(0, "J1") }, new Move("A", 900, []));

        Assert.DoesNotContain(Accepted(given, near, Vehicle, Soon).Events, one => one is JunctionPrepared);
        Assert.Contains(Accepted(given, near, Vehicle, Soon.AddSeconds(120)).Events, one => one is JunctionPrepared);
    }

    [Fact]
    public void Near_the_end_it_has_arrived_and_says_what_was_saved()
    {
        var at = Morning.AddSeconds(130);

        var accepted = Accepted([Begun], new Move("C", 480, []), Vehicle, at);

        Assert.Equal(new Arrived(130, 70, at), accepted.Events[^1]);
        Assert.Equal(["J1", "J2"], accepted.Events.OfType<JunctionPassed>().Select(one => one.Intersection));
        Assert.Contains(accepted.Effects, effect => effect is Effect.CancelTimer);
    }

    [Fact]
    public void Who_turns_off_gets_its_junctions_released_and_then_another_way()
    {
        var off = Accepted([Begun, Prepared(0, "J1")], new Move("X", 10, []), Vehicle, Soon);
        Assert.Equal([new TurnedOff("X", Soon)], off.Events);
        Assert.Single(off.Effects.OfType<Effect.Send>());

        var other = new EscortRoute([new("X", 500, 25, "J9", 1, 10), new("C", 500, 25)], 80);
        var rerouted = Accepted([Begun, .. off.Events], new Reroute(other), Vehicle, Soon);
        Assert.Equal(new Rerouted(other, Soon), rerouted.Events[0]);
        var state = Assert.IsType<EscortState.UnderWay>(State([Begun, .. off.Events, .. rerouted.Events]));
        Assert.Equal((1, (string?)null, other), (state.Reroutes, state.OffRoad, state.Route));
    }

    [Fact]
    public void Silence_ends_it_and_a_timer_after_the_end_changes_nothing()
    {
        var accepted = Accepted([Begun, Prepared(0, "J1")], new GiveUp(), Timer, Soon);

        Assert.IsType<GivenUp>(Assert.Single(accepted.Events));
        Assert.Single(accepted.Effects.OfType<Effect.Send>());
        Assert.Empty(Accepted([Begun, .. accepted.Events], new GiveUp(), Timer, Soon).Events);
    }

    [Fact]
    public void One_that_is_late_for_good_is_given_up() =>
        Assert.IsType<GivenUp>(Assert.Single(Accepted([Begun], new Move("A", 1, []), Vehicle, Morning.AddHours(1)).Events));

    [Fact]
    public void Stopping_hands_everything_back()
    {
        var accepted = Accepted([Begun, Prepared(0, "J1"), Prepared(1, "J2")], new Stop("cancelled"), Vehicle, Soon);

        Assert.Equal(2, accepted.Effects.OfType<Effect.Send>().Count());
        Assert.Equal(EscortOutcome.Stopped, Assert.IsType<EscortState.Ended>(State([Begun, .. accepted.Events])).Outcome);
    }

    [Theory]
    [InlineData("escort/unknown", 0)]
    [InlineData("escort/requested", 1)]
    [InlineData("escort/over", 2)]
    [InlineData("escort/not-your-post", 3)]
    [InlineData("escort/bad-metres", 4)]
    [InlineData("escort/bad-route", 5)]
    [InlineData("escort/bad-leg", 6)]
    [InlineData("escort/unknown-class", 7)]
    public void What_cannot_be_is_refused_and_said(string code, int row)
    {
        EscortEvent[] over = [Begun, new Stopped("cancelled", "vehicle-1", Soon)];
        (EscortEvent[] Given, EscortCommand When, Actor Who)[] rows =
        [
            ([], new Move("A", 1, []), Vehicle),
            ([Begun], new Request(EscortClass.Ambulance, "120-7", Way), Vehicle),
            (over, new Move("A", 1, []), Vehicle),
            ([Begun], new Stop("why"), Posts.Clerk),
            ([Begun], new Move("A", -1, []), Vehicle),
            ([], new Request(EscortClass.Ambulance, "120-7", new([], 1)), Vehicle),
            ([], new Request(EscortClass.Ambulance, "120-7", new([new("A", 0, 1)], 1)), Vehicle),
            ([], new Request((EscortClass)9, "120-7", Way), Vehicle),
        ];

        var decision = Escort.Decide(State(rows[row].Given), rows[row].When, By(rows[row].Who, Self, Soon));

        Assert.Equal(code, Assert.IsType<Decision<EscortEvent>.Refused>(decision).Why.Code);
    }

    [Fact]
    public void History_that_no_longer_fits_changes_nothing()
    {
        EscortEvent[] others = [new Seen(1, 2, Soon), new JunctionPassed(0, "J1", Soon), new Arrived(1, 1, Soon), new TurnedOff("X", Soon)];

        Assert.All(others, one => Assert.Equal(EscortState.Initial, Escort.Evolve(EscortState.Initial, one)));
        var ended = State([Begun, new GivenUp("lost", Soon)]);
        Assert.All([.. others, Begun], one => Assert.Equal(ended, Escort.Evolve(ended, one)));
    }

    private static JunctionPrepared Prepared(int leg, string code) => new(leg, code, 0, 10, Morning.AddSeconds(70), Morning);

    private static Decision<EscortEvent>.Accepted Accepted(
        IEnumerable<EscortEvent> given, EscortCommand when, Actor who, DateTimeOffset now) =>
        Assert.IsType<Decision<EscortEvent>.Accepted>(Escort.Decide(State(given), when, By(who, Self, now)));

    private static EscortState State(IEnumerable<EscortEvent> given) => given.Aggregate(EscortState.Initial, Escort.Evolve);
}
