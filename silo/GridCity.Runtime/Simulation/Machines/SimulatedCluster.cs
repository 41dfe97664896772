using GridCity.Runtime.Engine;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>The silos of a run and what keeps them up.</summary>
internal sealed class SimulatedCluster(SimulationScheduler scheduler, SeededRandom random, IReadOnlyList<SimulatedSilo> silos)
{
    /// <summary>How long a process goes on after it lost its lease.</summary>
    public static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RestartMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestartMax = TimeSpan.FromSeconds(5);

    private readonly SimulatedNode _supervisor = scheduler.NewNode("supervisor");

    public IReadOnlyList<SimulatedSilo> Silos => silos;

    /// <summary>Starts all silos, and from then on each one that is down, after a while.</summary>
    public void Start()
    {
        foreach (var silo in silos) _ = _supervisor.RunAsync(() => KeepUpAsync(silo));
    }

    /// <summary>An address that a client might try.</summary>
    public SimulatedSilo Any() => random.Pick(silos);

    private async Task KeepUpAsync(SimulatedSilo silo)
    {
        while (true)
        {
            if (silo.IsDown) silo.Start();
            await Task.Delay(random.Between(RestartMin, RestartMax), _supervisor.Clock);
        }
    }
}
