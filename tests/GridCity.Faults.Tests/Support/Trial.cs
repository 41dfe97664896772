using GridCity.Faults.Tests.Checks;

namespace GridCity.Faults.Tests.Support;

/// <summary>The end of each test: the books are compared, one line says what was tried and seen.</summary>
internal static class Trial
{
    /// <param name="seen">What was seen besides; may be empty.</param>
    public static async Task<Verdict> ConcludeAsync(FaultCity city, string tried, string seen = "")
    {
        var verdict = await city.CheckAsync();
        Console.WriteLine(
            $"{tried}: acts {city.Book.CountOnPage:N0}, {verdict}, longest gap {city.Book.GapLongest.TotalSeconds:0.0} s" +
            (seen.Length > 0 ? $", {seen}" : ""));
        Assert.True(verdict.IsClean, verdict.Explain());
        return verdict;
    }
}
