using System.Globalization;

namespace GridCity.Rpc.Wire;

/// <summary>The <c>grpc-timeout</c> header: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int DigitsMax = 8;
    private const long ValueMax = 99_999_999;

    /// <summary>Reads a timeout, or gives false when it is malformed.</summary>
    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > DigitsMax + 1
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || TicksPerUnit(text[^1]) is not { } ticks)
            return false;
        timeout = text[^1] == 'n' ? new TimeSpan((value + 99) / 100) : new TimeSpan(value * ticks);
        return true;
    }

    /// <summary>Writes a timeout in the finest unit that fits, rounded up; a past one as the shortest.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 1);
        foreach (var unit in "umSMH")
        {
            var size = TicksPerUnit(unit)!.Value;
            var value = ticks / size + (ticks % size > 0 ? 1 : 0);
            if (value <= ValueMax)
                return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
        }
        return "99999999H";
    }

    private static long? TicksPerUnit(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 1,
        _ => null,
    };
}
