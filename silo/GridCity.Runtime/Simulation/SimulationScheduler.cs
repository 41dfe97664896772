namespace GridCity.Runtime.Simulation;

/// <summary>
/// Runs everything of a simulation on the caller's thread: which waiting piece of work goes next is drawn from the
/// seed, and when none waits, time jumps to the next timer. Code that stays on its synchronization context (no
/// Task.Run, no ConfigureAwait(false)) therefore does the same again under the same seed.
/// </summary>
internal sealed class SimulationScheduler(SeededRandom random, DateTimeOffset start)
{
    /// <summary>Work that goes on without time passing is a loop, not progress.</summary>
    private const int StepsAtOnceMax = 1_000_000;

    private readonly List<Work> _ready = [];
    private readonly PriorityQueue<SimulatedTimer, (long DueTicks, long Order)> _timers = new();
    private readonly Lock _escapes = new();
    private readonly List<SimulatedNode> _nodes = [];
    private string? _escaped;
    private int _threadId = Environment.CurrentManagedThreadId;
    private long _timersMade;
    private long _nowTicks;
    private int _stepsAtOnce;
    private RunTrace? _trace;

    /// <summary>True time. A node's own clock may differ.</summary>
    public DateTimeOffset Now => start.AddTicks(_nowTicks);

    /// <summary>Ticks of 100 ns since the start of the run.</summary>
    public long NowTicks => _nowTicks;

    public long Steps { get; private set; }

    public RunTrace Trace => _trace ??= new RunTrace(() => Now);

    public SimulatedNode NewNode(string name)
    {
        var node = new SimulatedNode(this, name, _nodes.Count);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Runs until the task is done.</summary>
    /// <param name="limit">Virtual time that it may take.</param>
    /// <exception cref="SimulationException">Too late, nothing left to do, a loop, or work that left the thread.</exception>
    public void RunUntil(Task done, TimeSpan limit)
    {
        _threadId = Environment.CurrentManagedThreadId;
        var before = SynchronizationContext.Current;
        try
        {
            for (var end = _nowTicks + limit.Ticks; !done.IsCompleted;) Step(end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        ThrowIfEscaped();
        done.GetAwaiter().GetResult();
    }

    internal void Enqueue(SimulatedNode node, SendOrPostCallback act, object? state)
    {
        if (AssertOnThread($"a continuation of {node.Name}")) _ready.Add(new(node, act, state));
    }

    internal void Enqueue(SimulatedTimer timer, long dueTicks) => _timers.Enqueue(timer, (dueTicks, ++_timersMade));

    /// <summary>Says false, and makes the run fail, when the caller is on another thread.</summary>
    internal bool AssertOnThread(string what)
    {
        if (Environment.CurrentManagedThreadId == _threadId) return true;
        lock (_escapes) _escaped ??= $"{what} ran on another thread.\n{Environment.StackTrace}";
        return false;
    }

    private void Step(long endTicks)
    {
        ThrowIfEscaped();
        if (_ready.Count == 0) JumpToNextTimer(endTicks);
        else RunOne();
    }

    private void RunOne()
    {
        if (++_stepsAtOnce > StepsAtOnceMax) throw new SimulationException("Work goes round in a loop and no time passes.");
        var index = random.Next(_ready.Count);
        var work = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (work.Node.Holds(work)) return;
        Steps++;
        Trace.Add((ulong)((work.Node.Index << 20) ^ index));
        SynchronizationContext.SetSynchronizationContext(work.Node);
        work.Act(work.State);
    }

    private void JumpToNextTimer(long endTicks)
    {
        if (!_timers.TryDequeue(out var timer, out var due)) throw Stuck();
        if (!timer.IsDueAt(due.DueTicks)) return;
        if (due.DueTicks > endTicks) throw new SimulationException($"Not done within the time allowed, at {Now:O}.");
        if (due.DueTicks > _nowTicks) (_nowTicks, _stepsAtOnce) = (due.DueTicks, 0);
        Trace.Add((ulong)_nowTicks);
        timer.Fire();
    }

    /// <summary>Work that escaped may be on its way back: a moment of true time tells the two apart.</summary>
    private SimulationException Stuck()
    {
        Thread.Sleep(50);
        ThrowIfEscaped();
        return new SimulationException("Nothing is left to run and no timer is set: something waits for ever, or left its context.");
    }

    private void ThrowIfEscaped()
    {
        lock (_escapes)
            if (_escaped is { } escaped)
                throw new SimulationException($"Work escaped from the simulation: {escaped}");
    }

    /// <summary>One piece of waiting work.</summary>
    internal readonly record struct Work(SimulatedNode Node, SendOrPostCallback Act, object? State);
}

/// <summary>The simulation itself cannot go on; its message says why.</summary>
internal sealed class SimulationException(string message) : Exception(message);
