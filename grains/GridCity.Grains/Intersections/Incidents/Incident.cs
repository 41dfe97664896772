namespace GridCity.Grains.Intersections.Incidents;

/// <summary>Something blocks a lane.</summary>
/// <param name="Road">The road; it has one incident at a time.</param>
/// <param name="Lane">Id of the lane where it was seen first.</param>
/// <param name="MetresToJunction">From where it stands to the end of the lane, right to a cell.</param>
/// <param name="Since">The second since which it stands there.</param>
/// <param name="Severity">How much of the road it takes.</param>
/// <param name="Evidence">The sum that reached the threshold.</param>
/// <param name="StandingBehind">Cells behind it on the lane where something stands: the queue that has grown.</param>
public sealed record Incident(
    string Road, string Lane, double MetresToJunction, long Since, IncidentSeverity Severity, double Evidence, int StandingBehind);

/// <summary>How much of the road an incident takes.</summary>
public enum IncidentSeverity
{
    /// <summary>One lane of several, and nobody waits behind it yet.</summary>
    Minor,

    /// <summary>One lane of several, and a queue has grown.</summary>
    Serious,

    /// <summary>The only lane of the road, or all of them.</summary>
    RoadBlocked,
}

/// <summary>What changed in one second.</summary>
public abstract record IncidentChange
{
    private IncidentChange() { }

    public sealed record Opened(Incident Incident) : IncidentChange;

    /// <summary>What stood there is gone.</summary>
    /// <param name="Incident">As it was opened.</param>
    public sealed record Cleared(Incident Incident) : IncidentChange;
}
