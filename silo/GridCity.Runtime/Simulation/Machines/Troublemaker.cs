namespace GridCity.Runtime.Simulation.Machines;

/// <summary>Breaks machines at moments drawn from the seed, and stops when told to.</summary>
internal sealed class Troublemaker(
    SimulationScheduler scheduler, SeededRandom random, Knobs knobs, SimulatedCluster cluster, SimulatedDatabase database)
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CutOffMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AwayMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan JumpMax = TimeSpan.FromHours(1);

    private readonly SimulatedNode _node = scheduler.NewNode("trouble");
    private readonly List<SimulatedNode> _paused = [];
    private bool _isOver;

    public void Start()
    {
        var faults = Faults();
        if (faults.Count > 0) _ = _node.RunAsync(() => GoOnAsync(faults));
    }

    /// <summary>Ends all trouble: what was paused or away comes back.</summary>
    public void Heal()
    {
        _isOver = true;
        foreach (var process in _paused) process.Resume();
        database.ComeBack();
    }

    private List<Action> Faults() =>
    [
        .. knobs.Kills ? new Action[] { Kill } : [],
        .. knobs.Pauses ? new Action[] { Pause } : [],
        .. knobs.ClockJumps ? new Action[] { JumpClock } : [],
        .. knobs.DatabaseCrashes ? new Action[] { CrashDatabase } : [],
        .. knobs.LeaseLosses ? new Action[] { LoseLease } : [],
    ];

    private async Task GoOnAsync(List<Action> faults)
    {
        while (true)
        {
            await Task.Delay(random.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(knobs.FaultEveryMillisecondsMax)), _node.Clock);
            if (_isOver) return;
            random.Pick(faults)();
        }
    }

    private void Kill()
    {
        var silo = cluster.Any();
        Note($"kills {silo.Name}");
        silo.Kill();
    }

    private void Pause()
    {
        if (cluster.Any() is not { IsDown: false, Process: { } process }) return;
        var time = random.Between(TimeSpan.Zero, PauseMax);
        Note($"pauses {process.Name} for {time}");
        process.Pause();
        _paused.Add(process);
        _ = _node.RunAsync(() => LaterAsync(time, process.Resume));
    }

    private void JumpClock()
    {
        if (cluster.Any() is not { IsDown: false, Process: { } process }) return;
        process.Clock.Offset = random.Between(-JumpMax, JumpMax);
        Note($"sets the clock of {process.Name} off by {process.Clock.Offset}");
    }

    private void CrashDatabase()
    {
        var time = random.Between(TimeSpan.Zero, AwayMax);
        Note($"kills the database for {time}");
        database.Crash();
        _ = _node.RunAsync(() => LaterAsync(time, database.ComeBack));
    }

    private void LoseLease()
    {
        if (cluster.Any() is not { IsDown: false, Process: { } process }) return;
        var time = random.Between(TimeSpan.Zero, CutOffMax);
        Note($"cuts {process.Name} off from the lease for {time}");
        process.IsCutOff = true;
        _ = _node.RunAsync(() => LaterAsync(time, () => process.IsCutOff = false));
    }

    private async Task LaterAsync(TimeSpan time, Action act)
    {
        await Task.Delay(time, _node.Clock);
        act();
    }

    private void Note(string what) => scheduler.Trace.Note("trouble", what);
}
