using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary><c>city.json</c> as it is written.</summary>
/// <param name="Format">Number of the folder's form; 1.</param>
internal sealed record CityDocument(
    int Format,
    string Code,
    TextDocument Name,
    string Edition,
    ImmutableArray<string> Languages,
    SchemeDocument Codes,
    string NoPlaceCell = "",
    PackLimits? Limits = null,
    string? TimeZone = null,
    ImmutableArray<string>? UrgentSources = null,
    string? IncidentCategory = null)
{
    public const int FormatNow = 1;

    public CityInfo ToInfo() => new(
        Code, new(Name.Zh, Name.En), Edition, Languages, Codes.ToScheme(), NoPlaceCell, Limits ?? new(),
        TimeZone ?? CityInfo.TimeZoneUsual)
    {
        UrgentSources = UrgentSources ?? CityInfo.UrgentSourcesUsual,
        IncidentCategory = IncidentCategory ?? "",
    };

    public static CityDocument Of(CityInfo info) => new(
        FormatNow, info.Code, new(info.Name.Zh, info.Name.En), info.Edition, info.Languages, SchemeDocument.Of(info.Codes),
        info.NoPlaceCell, info.Limits == new PackLimits() ? null : info.Limits,
        info.TimeZone == CityInfo.TimeZoneUsual ? null : info.TimeZone,
        info.UrgentSources.SequenceEqual(CityInfo.UrgentSourcesUsual) ? null : info.UrgentSources,
        info.IncidentCategory.Length == 0 ? null : info.IncidentCategory);
}

internal sealed record TextDocument(string Zh = "", string En = "");

internal sealed record SchemeDocument(
    string Name, string Edition, ImmutableArray<PartDocument> Cell, ImmutableArray<PartDocument> Component)
{
    public CodeScheme ToScheme() => new(
        Name, Edition, [.. Cell.Select(part => part.ToPart())], [.. Component.Select(part => part.ToPart())]);

    public static SchemeDocument Of(CodeScheme scheme) => new(
        scheme.Name, scheme.Edition, [.. scheme.Cell.Select(PartDocument.Of)], [.. scheme.Component.Select(PartDocument.Of)]);
}

internal sealed record PartDocument(string Part, int Digits)
{
    public CodePart ToPart() => new(Part, Digits);

    public static PartDocument Of(CodePart part) => new(part.Level, part.Digits);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(CityDocument))]
internal sealed partial class CityJson : JsonSerializerContext;
