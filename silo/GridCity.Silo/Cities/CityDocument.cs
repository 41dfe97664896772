using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GridCity.Silo.Cities;

/// <summary>A city's folder as it is written: <c>city.json</c>.</summary>
/// <param name="Code">6 digits, the first part of every cell code.</param>
public sealed record CityDocument(
    string Code,
    string Name,
    GridDocument Grid,
    ImmutableArray<CategoryDocument> Categories,
    ImmutableArray<DepartmentDocument> Departments,
    ImmutableArray<InspectorDocument> Inspectors,
    LimitsDocument? Limits = null);

/// <summary>A square grid over a box, WGS84 degrees.</summary>
/// <param name="CellMetres">Side of a cell, 10 to 10,000 metres.</param>
/// <param name="NoPlaceCell">True for a city that also takes reports whose place is not on the map.</param>
public sealed record GridDocument(
    double South, double West, double North, double East, int CellMetres, bool NoPlaceCell = false);

/// <param name="HandlingMinutesMax">Continuous minutes from dispatch to feedback, at least 1.</param>
public sealed record CategoryDocument(string Code, string Label, int HandlingMinutesMax);

public sealed record DepartmentDocument(string Code, string Label);

/// <param name="Cells">The inspector has duty in the cells whose code begins so; empty for the whole city.</param>
public sealed record InspectorDocument(string Code, string Label, string Cells = "");

/// <summary>Limits other than the usual ones.</summary>
public sealed record LimitsDocument(
    int? TextLengthMax = null, int? InspectorTasksMax = null, int? CellOpenCasesMax = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(CityDocument))]
internal sealed partial class CityJson : JsonSerializerContext;
