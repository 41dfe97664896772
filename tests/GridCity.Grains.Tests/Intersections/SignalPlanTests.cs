using GridCity.Grains.Intersections;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>Which plan runs when, and where in its cycle it is. 4 May 2026 is a Monday.</summary>
public sealed class SignalPlanTests
{
    [Theory]
    [InlineData("2026-05-04T06:59:59Z", "day")]
    [InlineData("2026-05-04T07:00:00Z", "rush")]
    [InlineData("2026-05-04T09:00:00Z", "day")]
    [InlineData("2026-05-09T08:00:00Z", "day")]
    [InlineData("2026-05-08T23:00:00Z", "rush")]
    [InlineData("2026-05-09T01:59:59Z", "rush")]
    [InlineData("2026-05-09T23:00:00Z", "day")]
    public void The_first_line_that_fits_decides(string moment, string plan) =>
        Assert.Equal(plan, CrossRoads.Plans.At(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)).Code);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    [InlineData(69, 0)]
    [InlineData(70, 1)]
    [InlineData(100, 0)]
    public void A_cycle_begins_at_its_offset_and_goes_round(int secondOfDay, int phase) =>
        Assert.Equal(phase, CrossRoads.Plans.Plans[1].PhaseAt(secondOfDay));
}
