namespace GridCity.Faults.Tests.Support;

/// <summary>How much is tried: a short round on every commit, the whole of it with <c>GRIDCITY_TEST_ALL=1</c>.</summary>
internal static class Programme
{
    private const int KillsAll = 20;
    private const int KillsShort = 1;

    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("GRIDCITY_TEST_ALL") == "1";

    /// <summary>Kills of one kind in one loop.</summary>
    public static int Kills => IsWhole ? KillsAll : KillsShort;
}
