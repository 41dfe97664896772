using System.Text.Json.Serialization;
using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Inspectors;

/// <summary>
/// Where one grid inspector stands in the working day; open tasks are in the duty grid. Folded from
/// <see cref="InspectorEvent"/>s only.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(OffDuty), "off-duty")]
[JsonDerivedType(typeof(OnDuty), "on-duty")]
public abstract record InspectorState
{
    private InspectorState() { }

    /// <summary>What every inspector is before the first event.</summary>
    public static InspectorState Initial { get; } = new OffDuty();

    /// <summary>Not working: gets no tasks.</summary>
    public sealed record OffDuty : InspectorState;

    /// <summary>Working a duty grid.</summary>
    /// <param name="Grid">The duty grid signed on to.</param>
    /// <param name="Since">When the shift began.</param>
    /// <param name="Shift">Code of the shift; null when the city has none for it.</param>
    /// <param name="Person">Opaque id of who signed on.</param>
    public sealed record OnDuty(
        DutyGridId Grid, DateTimeOffset Since, string? Shift = null, string? Person = null) : InspectorState;
}
