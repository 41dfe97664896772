using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Local;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>
/// One machine of the cluster and the silo process on it. The process waits for the lease, serves while it has it, and
/// ends when it is lost; whoever kills it starts it again.
/// </summary>
/// <param name="start">Makes a process's engine, given its node and its lease.</param>
internal sealed class SimulatedSilo(
    string name, SimulatedDatabase database, Func<SimulatedNode, HeldLease, GridClock, Task<IGridEngine>> start)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private int _processes;

    public string Name => name;

    /// <summary>The running process; a dead one until <see cref="Start"/>.</summary>
    public SimulatedNode? Process { get; private set; }

    /// <summary>Null while it stands by.</summary>
    public IGridEngine? Engine { get; private set; }

    public bool IsDown => Process is not { IsAlive: true };

    public void Start()
    {
        Engine = null;
        Process = database.Scheduler.NewNode($"{name}{++_processes}");
        database.Scheduler.Trace.Note(Process.Name, "starts");
        _ = Process.RunAsync(() => ServeAsync(Process));
    }

    public void Kill() => Process?.Kill();

    private async Task ServeAsync(SimulatedNode process)
    {
        var clock = new GridClock(process.Clock);
        var keeper = new LeaseKeeper(new SimulatedLeaseTable(database, process), process.Name, process.Clock);
        keeper.Start();
        while (keeper.State is not LeaseState.Held || !await TryMeasureAsync(process, clock)) await Task.Delay(LookEvery, process.Clock);
        var lease = new HeldLease(keeper, keeper.Epoch);
        database.Scheduler.Trace.Note(process.Name, $"holds the lease, epoch {lease.Epoch}");
        await StartEngineAsync(process, lease, clock);
        while (keeper.State is LeaseState.Held && keeper.Epoch == lease.Epoch)
        {
            await Task.Delay(LookEvery, process.Clock);
            await TryMeasureAsync(process, clock);
        }

        database.Scheduler.Trace.Note(process.Name, "lost the lease");
        await LingerAsync(process);
    }

    /// <summary>What the database said is over by the time it is heard: the clock may be behind, never ahead.</summary>
    private async Task<bool> TryMeasureAsync(SimulatedNode process, GridClock clock)
    {
        try
        {
            clock.Set(await database.CallAsync(process, () => Task.FromResult(database.Now)), clock.Ticks);
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    private async Task StartEngineAsync(SimulatedNode process, HeldLease lease, GridClock clock)
    {
        while (Engine is null)
        {
            try
            {
                var engine = await start(process, lease, clock);
                if (Process == process) Engine = engine;
            }
            catch (Exception error) when (error is JournalUnavailableException or GridUnavailableException)
            {
                await Task.Delay(LookEvery, process.Clock);
            }
        }
    }

    /// <summary>A process that lost its lease does not vanish at once: what it still tries must do no harm.</summary>
    private static async Task LingerAsync(SimulatedNode process)
    {
        await Task.Delay(SimulatedCluster.LingerTime, process.Clock);
        process.Kill();
    }
}
