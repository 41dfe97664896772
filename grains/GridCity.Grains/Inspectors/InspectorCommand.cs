using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Inspectors;

/// <summary>Everything that can be asked of an inspector grain.</summary>
public abstract record InspectorCommand : IGrainCommand
{
    private InspectorCommand() { }

    /// <summary>By the inspector or an administrator: start a shift in a duty grid.</summary>
    /// <param name="Seen">Where it starts; null when the handheld does not say.</param>
    /// <param name="Shift">Code of the shift that is worked (班次); null when the city has none for it.</param>
    [StoredName("inspector.sign-on.v1")]
    public sealed record SignOn(DutyGridId Grid, Sighting? Seen = null, string? Shift = null) : InspectorCommand;

    /// <summary>By the inspector or an administrator: end the shift; the duty grid gives open tasks to others.</summary>
    [StoredName("inspector.sign-off.v1")]
    public sealed record SignOff : InspectorCommand;

    /// <summary>From a duty grid: the inspector is appointed to it no longer, the shift ends.</summary>
    /// <param name="Since">When that shift began; a later one goes on.</param>
    [StoredName("inspector.relieve.v1")]
    public sealed record Relieve(DateTimeOffset Since) : InspectorCommand;
}
