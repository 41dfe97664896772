namespace GridCity.Runtime.Simulation;

/// <summary>One timer of a <see cref="ManualTimeProvider"/>, which holds its lock around <see cref="Set"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider owner, long number, Action fire) : ITimer
{
    private bool _disposed;

    public static IComparer<ManualTimer> ByDue { get; } =
        Comparer<ManualTimer>.Create((a, b) => (a.Due, a.Number).CompareTo((b.Due, b.Number)));

    /// <summary>On the owner's elapsed time.</summary>
    public TimeSpan Due { get; private set; }

    public TimeSpan? Period { get; private set; }

    private long Number { get; } = number;

    /// <summary>Caller holds the owner's lock, and the timer is not in its set.</summary>
    public void Set(TimeSpan due, TimeSpan period) =>
        (Due, Period) = (due, period > TimeSpan.Zero ? period : null);

    public void Fire() => fire();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        owner.Arm(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        owner.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
