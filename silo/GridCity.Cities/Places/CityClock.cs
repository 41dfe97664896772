using System.Collections.Immutable;
using NodaTime;

namespace GridCity.Cities.Places;

/// <summary>The city's clock out of the IANA time zone database that goes with the program, not the machine's.</summary>
public static class CityClock
{
    /// <summary>Nothing is dispatched before this year, and no rule is made for after the last.</summary>
    private const int YearMin = 2000, YearMax = 2100;

    public static bool IsKnown(string timeZone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not null;

    /// <summary>How far the clock is ahead of UTC, from when on; in order of time.</summary>
    /// <exception cref="ArgumentException">Ask <see cref="IsKnown"/> first.</exception>
    public static ImmutableArray<(DateTimeOffset From, TimeSpan Offset)> Offsets(string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone)
            ?? throw new ArgumentException($"'{timeZone}' is no time zone.", nameof(timeZone));
        var (begin, end) = (Instant.FromUtc(YearMin, 1, 1, 0, 0), Instant.FromUtc(YearMax, 1, 1, 0, 0));
        return
        [
            .. zone.GetZoneIntervals(begin, end).Select(interval =>
                ((interval.HasStart ? interval.Start : begin).ToDateTimeOffset(), interval.WallOffset.ToTimeSpan())),
        ];
    }
}
