namespace GridCity.Runtime.Simulation;

/// <summary>A timer of one node. What it calls runs as a piece of work of that node, so a dead node's never does.</summary>
internal sealed class SimulatedTimer(SimulationScheduler scheduler, SimulatedNode node, TimerCallback callback, object? state)
    : ITimer
{
    private const long Never = long.MaxValue;

    private long _dueTicks = Never;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        SetDue(dueTime);
        return true;
    }

    public void Dispose() => _dueTicks = Never;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>An entry of the queue is stale once the timer was changed or disposed, or its node died.</summary>
    internal bool IsDueAt(long ticks) => _dueTicks == ticks && node.IsAlive;

    internal void Fire()
    {
        _dueTicks = Never;
        if (_period > TimeSpan.Zero) SetDue(_period);
        node.Post(static timer => ((SimulatedTimer)timer!).Call(), this);
    }

    private void SetDue(TimeSpan after)
    {
        _dueTicks = after == Timeout.InfiniteTimeSpan ? Never : scheduler.NowTicks + after.Ticks;
        if (_dueTicks != Never) scheduler.Enqueue(this, _dueTicks);
    }

    private void Call() => callback(state);
}
