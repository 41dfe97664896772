using GridCity.Runtime.Simulation.Workload;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>A reader is shown a true state, and never one older than what any client knew before it asked.</summary>
internal sealed class ReadChecker : IChecker
{
    public string Name => "reads";

    public IEnumerable<string> Check(Evidence evidence)
    {
        foreach (var seen in evidence.Record.Reads)
        {
            if (seen.View.Version < seen.VersionMin)
                yield return $"{seen.Grain} was read at version {seen.View.Version} although {seen.VersionMin} was known before";
            if (evidence.Differs(seen.Grain, seen.View.Version, seen.View.State, SimulatedCity.KindOf(seen.Grain)) is { } wrong)
                yield return wrong;
        }
    }
}
