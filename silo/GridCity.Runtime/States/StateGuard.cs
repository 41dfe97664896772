namespace GridCity.Runtime.States;

/// <summary>What every state store refuses, so that the twins refuse alike.</summary>
internal static class StateGuard
{
    /// <summary>Longest name of a series, in characters.</summary>
    private const int SeriesLengthMax = 100;

    private const int YearMin = 1970;
    private const int YearMax = 2199;

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>Kept are whole microseconds.</summary>
    public static DateTimeOffset Kept(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <returns>The days of the samples.</returns>
    public static HashSet<DateOnly> Check(IReadOnlyList<Sample> samples)
    {
        if (samples.Count > IStateStore.SamplesMax)
            throw new ArgumentException($"At most {IStateStore.SamplesMax} samples go into one call; split them.", nameof(samples));
        var days = new HashSet<DateOnly>();
        foreach (var sample in samples)
        {
            if (sample.Series.Length > SeriesLengthMax || sample.Series.Contains('\0'))
                throw new ArgumentException($"A series has at most {SeriesLengthMax} characters and no U+0000.", nameof(samples));
            if (sample.At.UtcDateTime.Year is < YearMin or > YearMax)
                throw new ArgumentException($"A sample is of the years {YearMin} to {YearMax}, not of {sample.At:u}.", nameof(samples));
            days.Add(Day(sample.At));
        }

        return days.Count <= IStateStore.DaysMax ? days : throw new ArgumentException(
            $"The samples are of {days.Count} different days, more than {IStateStore.DaysMax}: look at the senders' clocks, or split them.",
            nameof(samples));
    }
}
