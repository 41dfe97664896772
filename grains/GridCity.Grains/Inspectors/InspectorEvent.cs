using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Inspectors;

/// <summary>What happened to an inspector.</summary>
public abstract record InspectorEvent
{
    private InspectorEvent() { }

    /// <param name="Shift">Code of the shift; null when the city has none for it.</param>
    /// <param name="Person">Opaque id of who signed on, under which reports of the shift are found.</param>
    [StoredName("inspector.signed-on.v1")]
    public sealed record SignedOn(
        DutyGridId Grid, DateTimeOffset At, Sighting? Seen = null, string? Shift = null, string? Person = null)
        : InspectorEvent;

    [StoredName("inspector.signed-off.v1")]
    public sealed record SignedOff(DateTimeOffset At) : InspectorEvent;
}
