using System.Text.Json.Serialization;

namespace GridCity.Grains.DutyGrids;

/// <summary>The code of a duty grid (责任网格): several unit cells walked by the same inspectors.</summary>
[JsonConverter(typeof(DutyGridIdJson))]
public readonly record struct DutyGridId(string Code)
{
    /// <summary>The grain of the duty grid.</summary>
    public GrainId Grain => DutyGridKind.Kind.Id(Code);

    public override string ToString() => Code;
}

internal sealed class DutyGridIdJson() : WrappedTextJson<DutyGridId>(text => new(text), grid => grid.Code);
