using System.Collections.Immutable;

namespace GridCity.Grains.Cities;

/// <summary>
/// The clock on the city's walls, as data: a decider that asked the machine for its time zones would decide otherwise on
/// another one.
/// </summary>
/// <param name="Offsets">In order of time, at least one; the first also holds for all time before.</param>
public sealed record LocalClock(ImmutableArray<ClockOffset> Offsets)
{
    /// <summary>A city at UTC all year.</summary>
    public static LocalClock Utc { get; } = Fixed(TimeSpan.Zero);

    /// <summary>A city without summer time.</summary>
    public static LocalClock Fixed(TimeSpan offset) => new([new(DateTimeOffset.MinValue, offset)]);

    /// <summary>The same moment as the city's clock shows it.</summary>
    public DateTimeOffset At(DateTimeOffset moment)
    {
        var held = Offsets[0].Offset;
        foreach (var (from, offset) in Offsets)
        {
            if (from > moment) break;
            held = offset;
        }

        return moment.ToOffset(held);
    }
}

/// <summary>From a moment on the clock is so far ahead of UTC.</summary>
public readonly record struct ClockOffset(DateTimeOffset From, TimeSpan Offset);
