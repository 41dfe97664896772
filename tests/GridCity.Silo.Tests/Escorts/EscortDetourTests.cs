using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Grains.Escorts;
using GridCity.Silo.Cities;
using GridCity.Silo.Escorts;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Escorts;

/// <summary>When an escort is sent another way: it turned off, or is late where another way is much faster now.</summary>
public sealed class EscortDetourTests
{
    private static readonly DateTimeOffset Begun = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly CityRoads Roads = Load();

    private static readonly EscortRoute Direct = Roads.Fastest(["in"], ["out"], _ => null)!;

    [Fact]
    public void One_that_is_late_goes_around_a_queue_and_says_why()
    {
        Assert.Equal(["in", "direct", "out"], Names(Direct));

        var detour = Of(UnderWay(), late: 60, queue: 80);

        Assert.Equal(["in", "up", "over", "out"], Names(detour!.Value.Route));
        Assert.Matches("^It is [0-9]+ s late; this way takes [0-9]+ s less now.$", detour.Value.Why);
    }

    [Fact]
    public void One_in_time_stays_and_so_does_one_that_has_no_better_way_or_was_sent_round_often_enough()
    {
        Assert.Null(Of(UnderWay(), late: -1_000, queue: 80));
        Assert.Null(Of(UnderWay(), late: 60, queue: 2));
        Assert.Null(Of(UnderWay() with { Reroutes = 5 }, late: 60, queue: 80));
        Assert.Null(EscortDetour.Of(Roads, UnderWay(), "in", 10, Begun.AddSeconds(200), line => Queue(line, 80), _ => false));
    }

    [Fact]
    public void One_that_turned_off_goes_on_from_where_it_is()
    {
        var detour = Of(UnderWay() with { OffRoad = "up" }, late: 0, queue: 0);

        Assert.Equal(["up", "over", "out"], Names(detour!.Value.Route));
        Assert.Equal("It turned off to up.", detour.Value.Why);
    }

    private static (EscortRoute Route, string Why)? Of(EscortState.UnderWay under, int late, double queue)
    {
        // Nothing is driven yet, so that what is left is the estimate, and the queue.
        var now = Begun.AddSeconds(late);
        return EscortDetour.Of(Roads, under, "in", 0, now, line => Queue(line, queue), _ => true);
    }

    private static double? Queue(RoadLine line, double vehicles) => line.Code == "direct" ? vehicles : null;

    private static EscortState.UnderWay UnderWay() => new(
        new(EscortClass.Ambulance, "120-7", "in", "out", Direct.EstimateSeconds, "vehicle-1", Begun), Direct, 0, [], 0, 0, Begun);

    private static IEnumerable<string> Names(EscortRoute route) => route.Legs.Select(leg => leg.Road);

    /// <summary>Straight on from J1 to J2, or around over J3.</summary>
    private static CityRoads Load()
    {
        Intersection At(string code, double east, double north) => new(
            code, new("", code), SmallCity.Longitude + east, SmallCity.Latitude + north, "cross", IntersectionModes.Adaptive, []);
        using var folder = new TestFolder();
        PackWriter.Write(
            SmallCity.Pack with
            {
                Intersections = [At("J1", 0, 0), At("J2", 0.003, 0), At("J3", 0, 0.002)],
                IntersectionLayouts = [UsualCrossing.Make("cross")],
                Roads =
                [
                    new("in", "", "", "J1", "w-in", 400, 50), new("direct", "J1", "e-out", "J2", "w-in", 600, 50),
                    new("up", "J1", "n-out", "J3", "s-in", 230, 50), new("over", "J3", "e-out", "J2", "n-in", 500, 50),
                    new("out", "J2", "e-out", "", "", 300, 50),
                ],
            },
            folder.Path);
        return CityRoads.Of(LoadedCity.Load(folder.Path));
    }
}
