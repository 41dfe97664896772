using System.Reflection;
using GridCity.Grains.Escorts;
using GridCity.Grains.Intersections;
using GridCity.Grains.Tests.Escorts;
using GridCity.Grains.Tests.Intersections;

namespace GridCity.Grains.Tests.Properties;

public sealed class RandomRunTests
{
    private const int RunsUsual = 200, RunsLong = 5_000;

    /// <summary>A seed that once broke a rule is kept here for good.</summary>
    public static TheoryData<int> KnownSeeds => [1, 2, 3];

    [Theory, MemberData(nameof(KnownSeeds))]
    public void A_random_day_keeps_all_laws(int seed) => new RandomRun(seed).Run();

    /// <summary>
    /// Of a day of cases; signals have random days of their own (<see cref="IntersectionWalkTests"/>), escorts random drives
    /// (<see cref="EscortWalkTests"/>).
    /// </summary>
    [Fact]
    public void Random_days_see_every_event_there_is()
    {
        var unseen = typeof(GrainKind).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<StoredNameAttribute>() is not null
                && !type.IsAssignableTo(typeof(IGrainCommand)) && type.DeclaringType != typeof(IntersectionEvent)
                && type.DeclaringType != typeof(EscortEvent))
            .ToHashSet();
        for (var seed = 0; seed < RunsLong && unseen.Count > 0; seed++)
        {
            var run = new RandomRun(seed);
            run.Run();
            unseen.ExceptWith(run.Seen);
        }

        Assert.Empty(unseen);
    }

    [Fact]
    public void Many_random_days_keep_all_laws()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("GRIDCITY_SEED"), out var given) ? given : 1_000;
        var runs = Environment.GetEnvironmentVariable("GRIDCITY_TEST_ALL") == "1" ? RunsLong : RunsUsual;
        for (var seed = first; seed < first + runs; seed++)
        {
            var failure = Record.Exception(() => new RandomRun(seed).Run());
            Assert.True(failure is null, $"Seed {seed} (put it into {nameof(KnownSeeds)}): {failure}");
        }
    }
}
