using System.Text.RegularExpressions;

namespace GridCity.House.Tests;

/// <summary>What people forget, found in the text of the sources.</summary>
public sealed partial class SourceTests
{
    private const int FileLinesMax = 400;

    /// <summary>Load is paced by the wall clock: a bench is no test.</summary>
    private const string Bench = "tests/GridCity.Bench/";

    private static readonly Dictionary<string, string> ClocksWithReason = new()
    {
        ["tests/GridCity.House.Tests/DeciderPurityTests.cs"] = "It names the clocks that are banned.",
    };

    private static readonly Dictionary<string, string> SleepsWithReason = new()
    {
        ["tests/GridCity.Rpc.Tests/DeadlineTests.cs"] = "Its method ends at about its deadline, which is real time.",
        ["tests/GridCity.Simulation.Tests/SchedulerTests.cs"] = "It delays on a node's simulated clock.",
        ["tests/GridCity.Rpc.Tests/Support/Wait.cs"] = "It waits until a number is steady, which no event tells.",
    };

    [Fact]
    public void A_file_can_be_read_in_one_sitting() =>
        Findings.None(
            Repository.Sources.Where(file =>
                Repository.Read(file).Count(character => character == '\n') > FileLinesMax),
            $"Split these files, they have more than {FileLinesMax} lines:");

    [Fact]
    public void Nothing_is_left_for_later() =>
        Findings.None(
            Repository.Lines(Repository.Sources, (_, line) => LeftForLater().IsMatch(line)),
            "Do it now, or leave it out:");

    [Fact]
    public void Time_comes_from_a_provider() =>
        Findings.None(
            Repository.Lines(Repository.Sources.Except(ClocksWithReason.Keys), (_, line) => OwnClock().IsMatch(line)),
            "Ask a TimeProvider or the context:");

    [Fact]
    public void Tests_do_not_sleep() =>
        Findings.None(
            Repository.Lines(
                Repository.Sources.Where(IsTest).Except(SleepsWithReason.Keys), (_, line) => Sleep().IsMatch(line)),
            "Move a fake clock, or wait for a condition with a limit (Eventually):");

    [Fact]
    public void A_reason_that_is_not_needed_is_taken_off_its_list()
    {
        Assert.All(ClocksWithReason.Keys, file => Assert.Matches(OwnClock(), Repository.Read(file)));
        Assert.All(SleepsWithReason.Keys, file => Assert.Matches(Sleep(), Repository.Read(file)));
    }

    [Fact]
    public void Everything_that_is_shipped_has_the_licence() =>
        Assert.Contains("Apache License", Repository.Read("LICENSE"), StringComparison.Ordinal);

    private static bool IsTest(string file) =>
        file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith(Bench, StringComparison.Ordinal);

    // Each pattern is written so that it does not find itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|NotImplemented[E]xception)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc[N]ow|[N]ow|[T]oday)\b")]
    private static partial Regex OwnClock();

    /// <summary>
    /// Waiting for the wall clock. A delay on a provider's time can be moved by the test, and an infinite one waits for
    /// its cancellation.
    /// </summary>
    [GeneratedRegex(@"Thread\.Sle[e]p\b|await Task\.Del[a]y\((?!.*(\b_?time\b|\.Time\b|Timeout\.Infinite))")]
    private static partial Regex Sleep();
}
