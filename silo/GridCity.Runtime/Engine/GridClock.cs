namespace GridCity.Runtime.Engine;

/// <summary>
/// Database time as this silo knows it. Deciders get their time from here, so two silos whose clocks differ still
/// write one time. Between two measurements it counts monotonically: a machine's clock that jumps moves nothing.
/// </summary>
public sealed class GridClock(TimeProvider local)
{
    /// <summary>A measurement that is further back than this is believed: the time before it was wrong.</summary>
    private static readonly TimeSpan BackMax = TimeSpan.FromSeconds(2);

    private Anchor _anchor = new(local.GetUtcNow(), local.GetTimestamp());
    private long _newestTicks;

    /// <summary>For timers and waits; never for a moment that is stored.</summary>
    public TimeProvider Local { get; } = local;

    /// <summary>Database time. It stands still rather than go back when a slow answer made it seem later before.</summary>
    public DateTimeOffset Now => new(NotBefore(Measured.UtcTicks), TimeSpan.Zero);

    /// <summary>How far the database is ahead of this machine's clock.</summary>
    public TimeSpan Offset => Measured - Local.GetUtcNow();

    /// <summary>Monotonic, for telling which of two moments on this machine was earlier.</summary>
    public long Ticks => Local.GetTimestamp();

    private DateTimeOffset Measured
    {
        get
        {
            var anchor = Volatile.Read(ref _anchor);
            return anchor.Moment + Local.GetElapsedTime(anchor.Ticks);
        }
    }

    /// <summary>Takes over a measurement: the database said <paramref name="moment"/> at <paramref name="ticks"/>.</summary>
    public void Set(DateTimeOffset moment, long ticks)
    {
        Volatile.Write(ref _anchor, new(moment, ticks));
        if (Volatile.Read(ref _newestTicks) - Measured.UtcTicks > BackMax.Ticks) Volatile.Write(ref _newestTicks, 0);
    }

    private long NotBefore(long ticks)
    {
        var newest = Volatile.Read(ref _newestTicks);
        while (ticks > newest)
        {
            var seen = Interlocked.CompareExchange(ref _newestTicks, ticks, newest);
            if (seen == newest) return ticks;
            newest = seen;
        }

        return newest;
    }

    private sealed record Anchor(DateTimeOffset Moment, long Ticks);
}
