using GridCity.Grains.Intersections.Incidents;
using GridCity.Sumo.Incidents;
using GridCity.Sumo.Runs;

namespace GridCity.Sumo.Tests;

public sealed class IncidentRunTests
{
    private static readonly StoppedVehicle Stop = new("v", "a_0", "a", 50, Second: 100, Seconds: 300);

    [Fact]
    public void Stopped_vehicles_are_found_and_little_else_is_reported()
    {
        SumoTool.Need();
        // Where somebody is stopped is chance, and beside a stop line nobody can tell him from one who waits.
        var score = Enumerable.Range(1, 6)
            .Select(seed => IncidentRun.Run(Fixture.Scenario, new() { Seed = seed }, Controllers.Ours, IncidentSettings.Usual).Score)
            .Aggregate((one, other) => one + other);

        Assert.True(score.Stopped > 0, "nothing was stopped");
        Assert.True(score.Found > 0, $"{score.Found} of {score.Stopped} found");
        Assert.True(score.Right * 2 > score.Reports, $"{score.Right} of {score.Reports} right");
    }

    [Theory]
    [InlineData("a", 150, 1, 1)]
    [InlineData("a", 221, 0, 1)]
    [InlineData("a", 99, 0, 0)]
    [InlineData("a", 461, 0, 0)]
    [InlineData("b", 150, 0, 0)]
    public void A_report_is_right_on_the_road_and_in_the_time_and_finds_within_two_minutes(string road, long second, int found, int right)
    {
        var report = new IncidentReport(new(road, $"{road}_0", 50, 100, IncidentSeverity.Minor, 25, 0), second);

        var score = IncidentScore.Of([Stop], [report]);

        Assert.Equal((1, found, 1, right), (score.Stopped, score.Found, score.Reports, score.Right));
    }
}
