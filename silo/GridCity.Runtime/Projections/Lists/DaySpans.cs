using System.Collections.Immutable;
using System.Globalization;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Days in spans of three widths, each eight times the one before, so that a search goes back in short steps where much
/// is found and in long ones where little is. A stored span is its width and number, such as <c>1:318</c>.
/// </summary>
public static class DaySpans
{
    /// <summary>Days of a span, by width.</summary>
    public static readonly ImmutableArray<int> Days = [8, 64, 512];

    /// <summary>Days since 1970 in UTC.</summary>
    public static int Day(DateTimeOffset moment) => (int)Math.Floor((moment - DateTimeOffset.UnixEpoch).TotalDays);

    /// <summary>The spans that a moment lies in, one of each width.</summary>
    public static IEnumerable<string> Of(DateTimeOffset moment)
    {
        var day = Day(moment);
        return Days.Select((_, width) => Name(width, day));
    }

    /// <summary>The stored name of the span of a width that holds the day.</summary>
    public static string Name(int width, int day) =>
        string.Create(CultureInfo.InvariantCulture, $"{width}:{(int)Math.Floor(day / (double)Days[width])}");

    /// <summary>First day of the span of a width that holds the day.</summary>
    public static int First(int width, int day) => (int)Math.Floor(day / (double)Days[width]) * Days[width];
}
