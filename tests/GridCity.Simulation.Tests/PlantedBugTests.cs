using GridCity.Runtime.Simulation;

namespace GridCity.Simulation.Tests;

/// <summary>A simulator that finds nothing proves nothing: each planted mistake is found, and by the right checker.</summary>
public sealed class PlantedBugTests
{
    private const int SeedsMax = 30;

    [Theory]
    [InlineData(PlantedBug.LostAcknowledgement, "answers")]
    [InlineData(PlantedBug.DoubledMail, "once")]
    [InlineData(PlantedBug.ReorderedLane, "mail")]
    [InlineData(PlantedBug.StaleCache, "reads")]
    [InlineData(PlantedBug.SkippedCursor, "watchers")]
    [InlineData(PlantedBug.EarlyTimer, "timers")]
    public void A_planted_bug_is_found(PlantedBug bug, string checker)
    {
        var found = Enumerable.Range(1, SeedsMax)
            .Select(seed => new CitySimulation((ulong)seed, bug).Run())
            .FirstOrDefault(report => report.Findings.Any(finding => finding.Checker == checker));

        Assert.True(found is not null, $"{bug}: the checker '{checker}' found nothing under {SeedsMax} seeds.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{bug}: seed {found.Seed}, {found.Findings.First(finding => finding.Checker == checker)}");
    }

    [Fact]
    public void Without_a_planted_bug_the_same_seeds_find_nothing() =>
        Assert.All(Seeds.Run(1, SeedsMax), report => Assert.True(report.Findings.Count == 0, report.ToString()));
}
