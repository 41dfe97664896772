using GridCity.Client;
using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>The link second by second: who has the signal, and what happens when somebody falls silent or lies.</summary>
public sealed class LinkTests : IDisposable
{
    /// <summary>Until a new link is steady, noted, and its first order obeyed.</summary>
    private const int Begin = 8;

    private readonly JunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_new_link_runs_its_own_plan_until_it_is_steady_then_obeys()
    {
        var field = await _world.LinkAsync();

        _world.Pass(3, field);
        Assert.Equal((Running.OwnPlan, SignalMode.Plan), (field.Controller.Running, _world.InForce()));

        _world.Pass(Begin - 3, field);
        Assert.Equal((Running.Orders, SignalMode.Actuated), (field.Controller.Running, _world.InForce()));
    }

    [Fact]
    public async Task Both_roads_get_green_with_yellow_and_all_red_between()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);
        var seen = new List<string>();
        for (var second = 0; second < 120; second++)
        {
            _world.Pass(1, field);
            if (seen.Count == 0 || seen[^1] != field.Shows) seen.Add(field.Shows);
        }

        Assert.Equal(["Gr", "yr", "rr", "rG", "ry", "rr", "Gr"], seen.Take(7));
    }

    [Fact]
    public async Task Silence_of_the_controller_is_noted_after_three_seconds_and_its_return_when_it_is_steady()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);

        field.IsStalled = true;
        _world.Pass(2, field);
        Assert.Equal(SignalMode.Actuated, _world.InForce());
        _world.Pass(1, field);
        Assert.Equal(SignalMode.Plan, _world.InForce());
        _world.Pass(1, field);
        Assert.Equal(Running.OwnPlan, field.Controller.Running);

        field.IsStalled = false;
        _world.Pass(4, field);
        Assert.Equal(SignalMode.Plan, _world.InForce());
        _world.Pass(Begin - 4, field);
        Assert.Equal((Running.Orders, SignalMode.Actuated), (field.Controller.Running, _world.InForce()));
        Assert.Equal(["intersection.link-lost.v1", "intersection.fell-back.v1", "intersection.link-steady.v1", "intersection.recovered.v1"], _world.Engine.Journal[^4..]);
    }

    [Fact]
    public async Task Silence_of_the_service_makes_the_controller_run_its_own_plan_after_three_seconds_and_say_so()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);

        field.IsDeaf = true;
        _world.Pass(2, field);
        Assert.Equal(Running.Orders, field.Controller.Running);
        _world.Pass(1, field);
        Assert.Equal(Running.OwnPlan, field.Controller.Running);

        _world.Pass(3, field);
        Assert.False(_world.State().Link.IsSteady);
        Assert.Equal(SignalMode.Plan, _world.InForce());
    }

    [Fact]
    public async Task A_newer_link_has_a_higher_fence_and_the_older_one_is_told_and_not_obeyed()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);
        var again = await _world.LinkAsync(controller: field.Controller);

        _world.Pass(1, again);
        field.Read();

        Assert.Equal(2, field.Controller.Fence);
        Assert.Equal("taken-over", Assert.Single(field.Rejections).Code);
        Assert.False(field.Controller.Take(new() { Number = 1, Fence = 1, Sequence = 1_000, Run = Running.Orders }));
    }

    [Fact]
    public void A_controller_obeys_each_order_once_and_none_of_a_lower_fence()
    {
        var controller = new FieldController(1, CrossCity.First, "cabinet 7", TimeProvider.System);
        controller.Welcome(new() { Number = 1, Fence = 5 });

        Assert.True(controller.Take(new() { Fence = 5, Sequence = 2, Run = Running.Orders }));
        Assert.False(controller.Take(new() { Fence = 5, Sequence = 2, Run = Running.Orders }));
        Assert.False(controller.Take(new() { Fence = 5, Sequence = 1, Run = Running.Orders }));
        Assert.False(controller.Take(new() { Fence = 4, Sequence = 9, Run = Running.Orders }));
        controller.Welcome(new() { Number = 1, Fence = 4 });
        Assert.Equal((5L, 3), (controller.Fence, controller.Refused));
    }

    [Fact]
    public async Task Readings_that_come_twice_or_late_do_not_count_and_gaps_do_no_harm()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);

        field.Lie = reading => reading.Sequence = 1;
        _world.Pass(1, field);
        var sequence = 100UL;
        field.Lie = _ => { };
        _world.Pass(5, field);
        Assert.Equal(SignalMode.Actuated, _world.InForce());

        field.Lie = reading => reading.Sequence = sequence += 7;
        _world.Pass(10, field);
        Assert.Equal(SignalMode.Actuated, _world.InForce());
    }

    [Fact]
    public async Task A_controller_that_shows_something_else_than_was_ordered_loses_the_signal()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);

        field.Lie = reading => reading.Shown = Google.Protobuf.ByteString.CopyFrom((byte)Signal.Green, (byte)Signal.Green);
        _world.Pass(5, field);

        Assert.Equal((Running.OwnPlan, SignalMode.Plan), (field.Controller.Running, _world.InForce()));
    }

    [Fact]
    public async Task Detectors_that_lie_take_the_intersection_down_step_by_step_and_truth_brings_it_back()
    {
        var (first, second) = (await _world.LinkAsync(), await _world.LinkAsync(CrossCity.Second));
        _world.Pass(Begin, first, second);
        Assert.Equal(SignalMode.Adaptive, _world.InForce(CrossCity.Second));

        second.Lie = reading => (reading.Departed[0], reading.Occupancy[0]) = (0, 100);
        _world.Pass(62, first, second);
        Assert.Equal(SignalMode.Actuated, _world.InForce(CrossCity.Second));
        Assert.Equal(("n", DetectorFaultKind.StuckOn), (_world.State(CrossCity.Second).DetectorFaults[0].Lane, _world.State(CrossCity.Second).DetectorFaults[0].Fault));

        second.Lie = reading => reading.Unmeasured.AddRange([0u, 1u]);
        _world.Pass(7, first, second);
        Assert.Equal(SignalMode.Plan, _world.InForce(CrossCity.Second));
        Assert.Equal(Running.Orders, second.Controller.Running);

        second.Lie = _ => { };
        _world.Pass(7, first, second);
        Assert.Equal(SignalMode.Adaptive, _world.InForce(CrossCity.Second));
    }

    [Fact]
    public async Task A_neighbour_that_falls_silent_makes_adaptive_control_actuated()
    {
        var (first, second) = (await _world.LinkAsync(), await _world.LinkAsync(CrossCity.Second));
        _world.Pass(Begin, first, second);

        first.IsStalled = true;
        _world.Pass(5, first, second);

        Assert.Equal((SignalMode.Plan, SignalMode.Actuated), (_world.InForce(), _world.InForce(CrossCity.Second)));
        Assert.Equal([CrossCity.First], _world.State(CrossCity.Second).NeighboursLost);
    }

    [Fact]
    public async Task An_order_of_an_operator_is_shown_and_a_lamp_that_is_out_makes_it_flash()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);
        _world.Engine.Do(CrossCity.First, new IntersectionCommand.SetMode(SignalMode.Manual, 1, "a parade", null), new("operator-1", Role.Operator));
        _world.Pass(20, field);
        Assert.Equal("rG", field.Shows);

        field.Lie = reading => reading.Fault = "lamp out";
        _world.Pass(20, field);
        Assert.Equal(("oo", SignalMode.Flashing, Running.Flashing), (field.Shows, _world.InForce(), field.Controller.Running));
    }

    [Fact]
    public async Task What_is_malformed_or_unknown_is_rejected_with_a_reason()
    {
        var unknown = await _world.LinkAsync("X-9");
        unknown.Read();
        Assert.Equal("unknown", Assert.Single(unknown.Rejections).Code);

        var field = await _world.LinkAsync();
        field.Read();
        field.Lie = reading => reading.Halting.Add(1);
        _world.Pass(1, field);
        var rejection = Assert.Single(field.Rejections);
        Assert.Equal("malformed", rejection.Code);
        Assert.Contains("halting has 3 entries", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_announcements_are_answered_in_one_message()
    {
        var messages = await _world.AnnounceAsync(
            Enumerable.Range(1, 40).Select(number => new Announcement { Number = (uint)number, Junction = "X-9", Controller = "area 1" }));

        Assert.Equal(40, Assert.Single(messages).Rejections.Count);
    }

    [Fact]
    public async Task While_the_database_is_away_the_health_waits_and_is_noted_afterwards()
    {
        var field = await _world.LinkAsync();
        _world.Engine.IsAway = true;
        _world.Pass(Begin, field);
        Assert.Equal(Running.OwnPlan, field.Controller.Running);

        _world.Engine.IsAway = false;
        _world.Pass(3, field);
        Assert.Equal(Running.Orders, field.Controller.Running);
    }
}
