namespace GridCity.Silo.Limits;

/// <summary>
/// An even pace with room for bursts: a call is let through when those before it, at so many a second, would be done by
/// two seconds from now. One number for each caller and address. Not safe for use by two at once.
/// </summary>
internal sealed class CallRate
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    private long _due;

    /// <summary>True when it remembers nothing: a new one would decide the same.</summary>
    public bool IsIdle(TimeProvider time) => _due <= time.GetTimestamp();

    /// <param name="perSecond">0 for no limit.</param>
    /// <returns>Zero when the call is let through; else how long to wait before the next.</returns>
    public TimeSpan Take(int perSecond, TimeProvider time)
    {
        if (perSecond == 0) return TimeSpan.Zero;
        var now = time.GetTimestamp();
        var due = Math.Max(_due, now);
        var ahead = time.GetElapsedTime(now, due) - Burst;
        if (ahead > TimeSpan.Zero) return ahead;
        _due = due + (time.TimestampFrequency / perSecond);
        return TimeSpan.Zero;
    }
}
