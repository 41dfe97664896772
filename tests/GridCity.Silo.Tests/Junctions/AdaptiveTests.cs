using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>The mode adaptive in the loop: what the field sees decides, down to what its neighbours see.</summary>
public sealed class AdaptiveTests : IDisposable
{
    private const int Begin = 8;

    private readonly JunctionWorld _world = new(CrossCity.WithRoad);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Vehicles_that_are_seen_get_green_though_no_detector_counts_them()
    {
        var (first, field) = (await _world.LinkAsync(), await LinkAsync(Sight.Vehicles));
        field.Lie = reading =>
        {
            Count(reading, north: 0, east: 0);
            reading.Seen = new();
            for (var place = 0u; place < 8; place++) Add(reading.Seen, lane: 1, decimetres: 20 + (place * 75), speed: 50);
        };

        _world.Pass(Begin + 20, first, field);

        Assert.Equal(SignalMode.Adaptive, _world.InForce(CrossCity.Second));
        Assert.Equal("rG", field.Shows);
    }

    [Fact]
    public async Task The_next_green_waits_for_who_stands_inside_but_not_for_ever()
    {
        using var other = new JunctionWorld(CrossCity.WithRoad);

        var free = await SecondsUntilGreenAsync(_world, isBlocked: false);
        var blocked = await SecondsUntilGreenAsync(other, isBlocked: true);

        Assert.InRange(blocked - free, 5, 9);
    }

    [Fact]
    public async Task Counted_queues_are_enough_and_the_longer_one_gets_more_green()
    {
        var (first, field) = (await _world.LinkAsync(), await LinkAsync(Sight.Queues));
        field.Lie = Flow(north: 0.3, east: 0.05);
        _world.Pass(Begin, first, field);

        Assert.True(_world.SecondsOf("Gr", 120, field, first) > 60);
    }

    [Fact]
    public async Task A_controller_that_sees_no_queue_is_actuated_and_says_why()
    {
        var (first, field) = (await _world.LinkAsync(), await LinkAsync(Sight.StopLine));

        _world.Pass(Begin, first, field);

        var mode = ModeInForce.Of(_world.State(CrossCity.Second), DateTimeOffset.MaxValue);
        Assert.Equal((SignalMode.Actuated, "The controller sees no queues."), (mode.Mode, mode.Why));
        Assert.Equal(Running.Orders, field.Controller.Running);
    }

    [Fact]
    public async Task Nobody_is_sent_into_a_road_that_the_neighbour_sees_full_until_the_neighbour_falls_silent()
    {
        _world.Engine.Do(CrossCity.First, new IntersectionCommand.SetMode(SignalMode.Adaptive, null, "a test", null), new("operator-1", Role.Operator));
        var (field, neighbour) = (await _world.LinkAsync(), await _world.LinkAsync(CrossCity.Second));
        field.Lie = Flow(north: 0.05, east: 0.2);
        neighbour.Lie = reading => Count(reading, north: 0, east: 10);
        _world.Pass(Begin, field, neighbour);
        var full = _world.SecondsOf("rG", 60, field, neighbour);

        neighbour.Lie = reading => Count(reading, north: 0, east: 0);
        Assert.True(_world.SecondsOf("rG", 60, field, neighbour) > full + 20);

        neighbour.IsStalled = true;
        _world.Pass(5, field, neighbour);
        Assert.Equal(SignalMode.Actuated, _world.InForce());
    }

    [Fact]
    public async Task What_cannot_have_been_seen_is_refused_by_name()
    {
        var field = await LinkAsync(Sight.Vehicles);
        field.Lie = reading =>
        {
            reading.Seen = new();
            Add(reading.Seen, lane: 2, decimetres: 20, speed: 0);
        };

        _world.Pass(2, field);

        var rejection = Assert.Single(field.Rejections);
        Assert.Contains("seen.lane names a lane beyond 1", rejection.Message, StringComparison.Ordinal);
    }

    /// <summary>A queue on the second lane alone; who comes from the first lane and has lost its green stands inside.</summary>
    private static async Task<int> SecondsUntilGreenAsync(JunctionWorld world, bool isBlocked)
    {
        var (first, field) = (await world.LinkAsync(), await world.LinkAsync(CrossCity.Second, sight: Sight.Vehicles));
        field.Lie = reading =>
        {
            Count(reading, north: 0, east: 0);
            reading.Seen = new();
            for (var place = 0u; place < 8; place++) Add(reading.Seen, lane: 1, decimetres: 20 + (place * 75), speed: 50);
            if (!isBlocked || reading.Shown[0] == (byte)Signal.Green) return;
            reading.Seen.InsideLane.Add(0);
            reading.Seen.InsideDecimetresPerSecond.Add(0);
            reading.Seen.InsideHasStood.Add(true);
        };
        var seconds = 0;
        while (field.Shows != "rG" && seconds < 120)
        {
            world.Pass(1, first, field);
            seconds++;
        }

        return seconds;
    }

    private Task<FieldUnderTest> LinkAsync(Sight sight) => _world.LinkAsync(CrossCity.Second, sight: sight);

    /// <summary>Queues that grow and leave at one vehicle in two seconds of green.</summary>
    private static Action<Reading> Flow(double north, double east)
    {
        double[] queues = [5, 5], arrivals = [north, east], left = [0, 0];
        return reading =>
        {
            for (var lane = 0; lane < queues.Length; lane++)
            {
                queues[lane] += arrivals[lane];
                var leaves = reading.Shown[lane] == (byte)Signal.Green ? Math.Min(queues[lane], 0.5) : 0;
                (queues[lane], left[lane]) = (queues[lane] - leaves, left[lane] + leaves);
            }

            Count(reading, (uint)queues[0], (uint)queues[1]);
            for (var lane = 0; lane < queues.Length; lane++)
            {
                reading.Departed[lane] = (uint)left[lane];
                left[lane] -= Math.Floor(left[lane]);
            }
        };
    }

    private static void Count(Reading reading, uint north, uint east)
    {
        (reading.Halting[0], reading.Halting[1]) = (north, east);
        (reading.Present[0], reading.Present[1]) = (north, east);
        (reading.Departed[0], reading.Departed[1]) = (0, 0);
        (reading.Occupancy[0], reading.Occupancy[1]) = (0, 0);
        (reading.MeanSpeed[0], reading.MeanSpeed[1]) = (0, 0);
    }

    private static void Add(SeenTraffic seen, uint lane, uint decimetres, uint speed)
    {
        seen.Lane.Add(lane);
        seen.Decimetres.Add(decimetres);
        seen.DecimetresPerSecond.Add(speed);
    }
}
