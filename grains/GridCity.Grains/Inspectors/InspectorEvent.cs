using GridCity.Grains.Cases;

namespace GridCity.Grains.Inspectors;

/// <summary>What happened to an inspector.</summary>
public abstract record InspectorEvent
{
    private InspectorEvent() { }

    [StoredName("inspector.signed-on.v1")]
    public sealed record SignedOn(DutyGrid Grid, DateTimeOffset At) : InspectorEvent;

    [StoredName("inspector.signed-off.v1")]
    public sealed record SignedOff(DateTimeOffset At) : InspectorEvent;

    /// <summary>A task was taken; it replaces one of an earlier round of the same case.</summary>
    [StoredName("inspector.task-assigned.v1")]
    public sealed record TaskAssigned(FieldTask Task) : InspectorEvent;

    /// <param name="Reason">One of <see cref="DeclineReasons"/>.</param>
    [StoredName("inspector.task-declined.v1")]
    public sealed record TaskDeclined(FieldTask Task, string Reason) : InspectorEvent;

    [StoredName("inspector.task-finished.v1")]
    public sealed record TaskFinished(FieldTask Task) : InspectorEvent;

    /// <summary>The shift ended first.</summary>
    [StoredName("inspector.task-handed-back.v1")]
    public sealed record TaskHandedBack(FieldTask Task) : InspectorEvent;
}
