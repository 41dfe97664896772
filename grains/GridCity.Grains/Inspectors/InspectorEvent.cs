using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Inspectors;

/// <summary>What happened to an inspector.</summary>
public abstract record InspectorEvent
{
    private InspectorEvent() { }

    [StoredName("inspector.signed-on.v1")]
    public sealed record SignedOn(DutyGridId Grid, DateTimeOffset At, Sighting? Seen = null) : InspectorEvent;

    [StoredName("inspector.signed-off.v1")]
    public sealed record SignedOff(DateTimeOffset At) : InspectorEvent;
}
