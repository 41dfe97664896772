namespace GridCity.Runtime.Simulation;

/// <summary>
/// A clock that moves only when told: the one owner of time in a test or a simulation. Timers fire inside
/// <see cref="Advance"/>, in the order of their due times, each with the clock standing at its due time.
/// </summary>
/// <param name="start">First reading of the wall clock.</param>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<ManualTimer> _timers = new(ManualTimer.ByDue);
    private TimeSpan _elapsed;
    private TimeSpan _wallOffset;
    private long _timersMade;

    /// <summary>Begins at a fixed moment, so that a test reads the same every day.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Timers that are armed now: a test waits for the one it means before it moves the clock.</summary>
    public int TimersArmed
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    /// <summary>Those of them that are due within the span: waits of a loop, but not the limits of its calls.</summary>
    public int TimersDueWithin(TimeSpan span)
    {
        lock (_gate) return _timers.Count(timer => timer.Due <= _elapsed + span);
    }

    /// <summary>How far the clock has to move until the next timer is due; null without an armed timer.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate) return _timers.Min is { } first ? first.Due - _elapsed : null;
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return start + _elapsed + _wallOffset;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, Interlocked.Increment(ref _timersMade), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves both clocks on and fires what falls due, callbacks on the calling thread.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        TimeSpan end;
        lock (_gate) end = _elapsed + span;
        while (TakeDue(end) is { } timer) timer.Fire();
    }

    /// <summary>Moves the wall clock alone, as an operator or a bad time server does; timers do not notice.</summary>
    public void JumpWallClock(TimeSpan span)
    {
        lock (_gate) _wallOffset += span;
    }

    internal void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            timer.Set(_elapsed + dueTime, period);
            _timers.Add(timer);
        }
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }

    /// <summary>Moves the clock to the earliest timer due by then, or to then when there is none.</summary>
    private ManualTimer? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            if (_timers.Min is not { } timer || timer.Due > end)
            {
                _elapsed = end > _elapsed ? end : _elapsed;
                return null;
            }

            _timers.Remove(timer);
            _elapsed = timer.Due > _elapsed ? timer.Due : _elapsed;
            if (timer.Period is { } period) timer.Set(_elapsed + period, period);
            if (timer.Period is not null) _timers.Add(timer);
            return timer;
        }
    }
}
