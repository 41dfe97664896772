using GridCity.Runtime.Simulation;

namespace GridCity.Simulation.Tests;

/// <summary>Runs many seeds, each on one thread, as many at once as there are cores.</summary>
internal static class Seeds
{
    /// <returns>In the order of the seeds.</returns>
    public static SimulationReport[] Run(ulong first, int count, PlantedBug bug = PlantedBug.None)
    {
        var reports = new SimulationReport[count];
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => reports[i] = new CitySimulation(first + (ulong)i, bug).Run());
        return reports;
    }
}
