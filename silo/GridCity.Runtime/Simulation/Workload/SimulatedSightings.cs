using GridCity.Grains.DutyGrids;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>Positions as handhelds report them; they change between two tries of one decision.</summary>
internal sealed class SimulatedSightings : ISightings
{
    private readonly Dictionary<string, Sighting> _newest = [];

    public void Report(string inspector, Sighting seen) => _newest[inspector] = seen;

    public Sighting? Of(string inspector) => _newest.GetValueOrDefault(inspector);
}
