using GridCity.Grains.Intersections;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>Detectors that lie, and those that only look like it.</summary>
public sealed class DetectorWatchTests
{
    private static readonly DetectorRules Rules = new(
        MaxPresenceMinutes: 2, NoActivityMinutes: 3, ErraticCountsPerMinute: 40, SilentSeconds: 10, RecoverySeconds: 30, FailedPercentMax: 50);

    private static readonly DetectorSecond
        Standing = new(true, true, 0, OthersBusy: true), Passing = new(true, true, 1, true), Nothing = new(true, false, 0, true),
        Night = new(true, false, 0, OthersBusy: false), Silence = new(false, false, 0, true);

    public static TheoryData<string, DetectorSecond, int, DetectorFaultKind?> Seconds => new()
    {
        { "a queue at red", Standing, 119, null },
        { "stuck on", Standing, 120, DetectorFaultKind.StuckOn },
        { "a quiet lane", Nothing, 179, null },
        { "stuck off", Nothing, 180, DetectorFaultKind.StuckOff },
        { "an empty night", Night, 10_000, null },
        { "a late reading", Silence, 9, null },
        { "silent", Silence, 10, DetectorFaultKind.Silent },
        { "a full lane", Passing, 40, null },
        { "noise", Passing, 41, DetectorFaultKind.Noise },
    };

    [Theory, MemberData(nameof(Seconds))]
    public void A_detector_is_judged_by_what_it_says_for_how_long(string what, DetectorSecond second, int seconds, DetectorFaultKind? fault) =>
        Assert.True(fault == After(default, second, seconds).Fault, what);

    [Fact]
    public void It_is_believed_again_only_when_it_was_plausible_for_long_enough()
    {
        var failed = After(default, Silence, 10);

        Assert.Equal(DetectorFaultKind.Silent, After(failed, Nothing, 29).Fault);
        Assert.Null(After(failed, Nothing, 30).Fault);
        Assert.Equal(DetectorFaultKind.Silent, After(After(After(failed, Nothing, 29), Silence, 10), Nothing, 29).Fault);
    }

    private static DetectorWatch After(DetectorWatch watch, DetectorSecond second, int seconds) =>
        Enumerable.Range(0, seconds).Aggregate(watch, (now, _) => now.After(second, Rules));
}
