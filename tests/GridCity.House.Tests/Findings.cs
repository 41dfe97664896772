namespace GridCity.House.Tests;

internal static class Findings
{
    /// <summary>Fails with everything that was found and what to do about it.</summary>
    public static void None<T>(IEnumerable<T> found, string advice)
    {
        var lines = found.Select(one => $"  {one}").ToList();
        Assert.True(lines.Count == 0, $"{advice}\n{string.Join('\n', lines)}");
    }
}
