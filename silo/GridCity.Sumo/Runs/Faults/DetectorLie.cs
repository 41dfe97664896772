using GridCity.Grains.Intersections;

namespace GridCity.Sumo.Runs.Faults;

/// <summary>An experiment: what the detector of one lane says is not true for a while.</summary>
/// <param name="Signal">Id of the intersection.</param>
/// <param name="Lane">Id of the approach lane.</param>
/// <param name="Kind">Stuck on, stuck off or noise.</param>
/// <param name="From">First second.</param>
/// <param name="Until">The second after the last.</param>
public sealed record DetectorLie(string Signal, string Lane, DetectorFaultKind Kind, int From, int Until);
