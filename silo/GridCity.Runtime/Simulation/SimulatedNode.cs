namespace GridCity.Runtime.Simulation;

/// <summary>
/// One process on one machine: the context that its code runs in, and its clock. Killing it drops all of its work at
/// once; pausing it (SIGSTOP) keeps the work back while time goes on.
/// </summary>
internal sealed class SimulatedNode : SynchronizationContext
{
    private readonly SimulationScheduler _scheduler;
    private readonly List<SimulationScheduler.Work> _held = [];
    private bool _paused;

    public SimulatedNode(SimulationScheduler scheduler, string name, int index)
    {
        (_scheduler, Name, Index) = (scheduler, name, index);
        Clock = new SimulatedClock(scheduler, this);
    }

    public string Name { get; }

    public int Index { get; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>True while it does not reach the lease.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>The node's own idea of time.</summary>
    public SimulatedClock Clock { get; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsAlive) _scheduler.Enqueue(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new SimulationException($"{Name}: a blocking call cannot be simulated.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Starts work on the node. The task never completes when the node dies first.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> act)
    {
        // Not "run continuations asynchronously": for Task.WhenAll and the like that would mean the thread pool.
        var done = new TaskCompletionSource<T>();
        Post(async _ => await CompleteAsync(act, done), null);
        return done.Task;
    }

    public Task RunAsync(Func<Task> act) => RunAsync(async () =>
    {
        await act();
        return true;
    });

    public void Kill()
    {
        IsAlive = false;
        _held.Clear();
    }

    public void Pause() => _paused = true;

    public void Resume()
    {
        _paused = false;
        foreach (var work in _held) _scheduler.Enqueue(this, work.Act, work.State);
        _held.Clear();
    }

    /// <summary>True when the work must not run now: the node is dead, or paused and keeps it.</summary>
    internal bool Holds(SimulationScheduler.Work work)
    {
        if (IsAlive && _paused) _held.Add(work);
        return !IsAlive || _paused;
    }

    private static async Task CompleteAsync<T>(Func<Task<T>> act, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(await act());
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }
}
