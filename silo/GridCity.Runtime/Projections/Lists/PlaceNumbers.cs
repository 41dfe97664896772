using System.Globalization;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Areas and spans of days as numbers that stand among the hashes of words. Areas are positive and have at most 16
/// digits, spans are small and negative: of a hundred thousand hashes of 64 bits, hardly one lies among them.
/// </summary>
public static class PlaceNumbers
{
    /// <summary>How many there are of each case: four areas, the cell last, and a span of each width.</summary>
    public const int Count = 8;

    private const long SpansPerWidth = 1_000_000;

    /// <summary>An area by its code of at most 15 digits; the one before them keeps leading zeros. Other codes have none.</summary>
    public static long Area(string code) =>
        long.TryParse("1" + code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The span of a width that holds the day.</summary>
    public static long Span(int width, int day) =>
        -((width + 1) * SpansPerWidth) - (DaySpans.First(width, day) / DaySpans.Days[width]);

    /// <summary>All of one case.</summary>
    /// <param name="areas">Codes, the largest first.</param>
    public static long[] Of(string[] areas, DateTimeOffset registered)
    {
        var day = DaySpans.Day(registered);
        return [.. areas.Select(Area), .. DaySpans.Days.Select((_, width) => Span(width, day))];
    }
}
