using System.Globalization;
using GridCity.Runtime.Simulation;

namespace GridCity.Simulation.Tests;

/// <summary>
/// Runs cities under seeds: a few in every run, a thousand with GRIDCITY_TEST_ALL=1, one with GRIDCITY_SEED=N, which
/// also prints all that happens.
/// </summary>
public sealed class SeedTests
{
    private const int SeedsUsual = 40;
    private const int SeedsAll = 1_000;

    private static ITestOutputHelper? Output => TestContext.Current.TestOutputHelper;

    [Fact]
    public void No_seed_breaks_the_city()
    {
        if (Asked() is { } seed) Judge([new CitySimulation(seed, follow: Console.WriteLine).Run()]);
        else Judge(Seeds.Run(FirstSeed(), IsAll() ? SeedsAll : SeedsUsual));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_run(ulong seed)
    {
        var (one, other) = (new CitySimulation(seed).Run(), new CitySimulation(seed).Run());

        Assert.Equal((one.TraceHash, one.Steps, one.Events), (other.TraceHash, other.Steps, other.Events));
        Assert.True(one.Events > 0);
    }

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(new CitySimulation(1).Run().TraceHash, new CitySimulation(2).Run().TraceHash);

    private static void Judge(IReadOnlyList<SimulationReport> reports)
    {
        Output?.WriteLine($"seeds {reports[0].Seed} to {reports[^1].Seed}, {reports.Sum(report => report.Events)} events, "
            + $"{reports.Sum(report => report.VirtualTime.TotalHours):F1} hours of virtual time, last trace {reports[^1].TraceHash:x16}");
        var failed = reports.Where(report => report.Findings.Count > 0).ToArray();
        Assert.True(failed.Length == 0, $"{failed.Length} of {reports.Count} seeds failed.\n{string.Join('\n', failed.Take(3))}");
    }

    /// <summary>Every commit tries the same few; the long run tries new ones each day.</summary>
    private static ulong FirstSeed() =>
        IsAll() ? (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400 * SeedsAll : 1;

    private static bool IsAll() => Environment.GetEnvironmentVariable("GRIDCITY_TEST_ALL") == "1";

    private static ulong? Asked() =>
        ulong.TryParse(Environment.GetEnvironmentVariable("GRIDCITY_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
