namespace GridCity.Runtime.Simulation;

/// <summary>A node's clock. Timers follow true time, as a machine's do; the wall clock can be wrong.</summary>
internal sealed class SimulatedClock(SimulationScheduler scheduler, SimulatedNode node) : TimeProvider
{
    /// <summary>How much the wall clock is ahead of true time.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        scheduler.AssertOnThread($"reading the clock of {node.Name}");
        return scheduler.Now + Offset;
    }

    public override long GetTimestamp() => scheduler.NowTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        scheduler.AssertOnThread($"a timer of {node.Name}");
        var timer = new SimulatedTimer(scheduler, node, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
