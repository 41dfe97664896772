using System.Collections.Immutable;
using GridCity.Grains.Intersections.Incidents;

namespace GridCity.Grains.Tests.Intersections;

public sealed class IncidentWatchTests
{
    private const int Signal = 0;
    private static readonly IncidentSettings Settings = IncidentSettings.Usual;
    private static readonly int[] Free = [];

    /// <summary>Two lanes of one road lead to a signal and over it to the lane of another road, 200 m each.</summary>
    private static readonly WatchedLanes Roads = new(
        [
            new("in_0", "in", 200, -1, 1, [new(2, 0, Signal)], true),
            new("in_1", "in", 200, 0, -1, [new(2, 0, Signal)], true),
            new("out_0", "out", 200, -1, -1, [], false),
        ],
        1);

    [Fact]
    public void A_queue_at_red_is_no_incident() => Assert.Empty(Run(300, _ => LaneRight.Closed, _ => [[0, 1, 3, 4], Free, Free]));

    [Fact]
    public void Whoever_stands_with_room_ahead_is_one_whatever_the_signal_shows()
    {
        var (second, change) = Assert.Single(Run(100, _ => LaneRight.Closed, _ => [[0, 1, 20], Free, Free]));

        var opened = Assert.IsType<IncidentChange.Opened>(change).Incident;
        Assert.Equal(("in", "in_0", 100.0, 0L), (opened.Road, opened.Lane, opened.MetresToJunction, opened.Since));
        Assert.InRange(second, 10, 60);
    }

    [Fact]
    public void Whoever_does_not_leave_at_green_is_one() =>
        Assert.Single(Run(60, _ => LaneRight.Protected, _ => [[0, 1, 2], Free, Free]));

    [Fact]
    public void Green_with_the_exit_full_is_none() =>
        Assert.DoesNotContain(Run(60, _ => LaneRight.Protected, _ => [[0, 1, 2], Free, [39]]), one => Opened(one).Road == "in");

    [Fact]
    public void Green_with_the_junction_occupied_is_none() =>
        Assert.Empty(Run(60, _ => LaneRight.Protected, _ => [[0], Free, Free], isOccupied: true));

    [Fact]
    public void A_queue_that_starts_cell_after_cell_is_none() =>
        Assert.Empty(Run(60, _ => LaneRight.Protected, second => [[.. Enumerable.Range(0, 12).Where(cell => cell > second)], Free, Free]));

    [Fact]
    public void Beside_a_queue_it_takes_longer_because_somebody_may_wait_to_change_lanes()
    {
        var alone = Run(200, _ => LaneRight.Closed, _ => [[20], Free, Free])[0].Second;
        var beside = Run(200, _ => LaneRight.Closed, _ => [[20], [.. Enumerable.Range(0, 21)], Free])[0].Second;

        Assert.True(beside > alone * 2, $"{alone} s alone, {beside} s beside a queue");
    }

    [Fact]
    public void It_is_opened_once_and_cleared_when_the_road_is_clear()
    {
        var changes = Run(300, _ => LaneRight.Closed, second => [second < 150 ? [20, 22, 24] : Free, Free, Free]);

        Assert.Collection(
            changes,
            one => Assert.IsType<IncidentChange.Opened>(one.Change),
            one => Assert.Equal(Opened(changes[0]), Assert.IsType<IncidentChange.Cleared>(one.Change).Incident));
        Assert.InRange(changes[1].Second, 150, 150 + Settings.ClearSeconds + 1);
    }

    [Fact]
    public void Severity_says_how_much_of_the_road_it_takes()
    {
        Assert.Equal(IncidentSeverity.Minor, Opened(Run(99, _ => LaneRight.Closed, _ => [[20], Free, Free])[0]).Severity);
        Assert.Equal(IncidentSeverity.Serious, Opened(Run(99, _ => LaneRight.Closed, _ => [[20, 21, 22], Free, Free])[0]).Severity);
        Assert.Equal(IncidentSeverity.RoadBlocked, Opened(Run(99, _ => LaneRight.Closed, _ => [Free, Free, [20]])[0]).Severity);
    }

    [Fact]
    public void A_lane_that_cries_wolf_is_believed_later()
    {
        // Standing for a little longer than it takes, again and again.
        var changes = Run(1_200, _ => LaneRight.Closed, second => [second % 80 < 35 ? [20] : Free, Free, Free]);

        Assert.InRange(changes.Count(one => one.Change is IncidentChange.Opened), 1, 2);
    }

    private static Incident Opened((long Second, IncidentChange Change) one) => ((IncidentChange.Opened)one.Change).Incident;

    private static List<(long Second, IncidentChange Change)> Run(
        int seconds, Func<int, LaneRight> right, Func<int, int[][]> standing, bool isOccupied = false)
    {
        var watch = new IncidentWatch(Roads, Settings);
        return
        [
            .. Enumerable.Range(0, seconds).SelectMany(second =>
                watch.Observe(new(standing(second), [isOccupied], right), second).Select(change => ((long)second, change))),
        ];
    }
}
