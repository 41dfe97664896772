using System.Collections.Immutable;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Days in spans of four widths, each eight times the one before, so that a search goes back in short steps where much
/// is found and in long ones where little is.
/// </summary>
public static class DaySpans
{
    /// <summary>Days of a span, by width.</summary>
    public static readonly ImmutableArray<int> Days = [1, 8, 64, 512];

    /// <summary>Days since 1970 in UTC.</summary>
    public static int Day(DateTimeOffset moment) => (int)Math.Floor((moment - DateTimeOffset.UnixEpoch).TotalDays);

    /// <summary>First day of the span of a width that holds the day.</summary>
    public static int First(int width, int day) => (int)Math.Floor(day / (double)Days[width]) * Days[width];
}
