using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCity.Cli.Replay;

/// <summary>What the columns of a file of records mean; <c>ops/replay-maps</c> holds the ones that we know.</summary>
/// <param name="Name">Part of the replay's person ids, so that two files do not share command ids.</param>
/// <param name="TimeZone">IANA name of the zone of the file's times.</param>
/// <param name="TimeFormat">.NET format of the file's times.</param>
/// <param name="FallbackPlace">
/// What becomes of a record without a usable position: <c>no-place</c> registers it with its address in the city's cell
/// for cases without a place, <c>refuse</c> leaves it out and counts it.
/// </param>
/// <param name="Placeholders">Positions that stand for "not known"; compared as written.</param>
/// <param name="Sources">Our word for a channel of the file; one that is missing here is passed on as a code.</param>
/// <param name="ResultUsual">What a department reports when the record says nothing.</param>
/// <param name="Codes">
/// True when categories and departments stand in the file by the city's codes; else codes are made of their names.
/// </param>
/// <param name="Acts">
/// How long acts take where time matters, see <see cref="ReplayClock"/>; what is left out takes its usual time.
/// </param>
internal sealed record ReplayMap(
    string Name,
    ReplayColumns Columns,
    string TimeZone,
    string TimeFormat,
    string FallbackPlace,
    ImmutableArray<Placeholder> Placeholders,
    ImmutableDictionary<string, string> Sources,
    string ResultUsual,
    MappedCity? City = null,
    bool Codes = false,
    ActMinutes? Acts = null)
{
    public const string NoPlace = "no-place";

    /// <exception cref="ReplayException">Names the file, the line and what is wrong.</exception>
    public static ReplayMap Load(string file)
    {
        try
        {
            return Checked(file, JsonSerializer.Deserialize(File.ReadAllBytes(file), ReplayJson.Default.ReplayMap));
        }
        catch (JsonException error)
        {
            throw new ReplayException($"{file}: line {(error.LineNumber ?? 0) + 1}, {error.Path}: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"The map cannot be read: {error.Message}");
        }
    }

    public bool IsPlaceholder(string latitude, string longitude) =>
        Placeholders.Any(known => known.Latitude == latitude && known.Longitude == longitude);

    private static ReplayMap Checked(string file, ReplayMap? map) => map switch
    {
        null => throw new ReplayException($"{file} is null; an object is needed."),
        { FallbackPlace: not (NoPlace or "refuse") } =>
            throw new ReplayException($"{file}: $.fallback_place: '{map.FallbackPlace}' is neither 'no-place' nor 'refuse'."),
        { Acts: { IsSound: false } } => throw new ReplayException($"{file}: $.acts: each is a number of minutes, 0 or more."),
        _ => map,
    };
}

/// <summary>Names of columns; an empty one is not in the file.</summary>
/// <param name="Id">Unique in the file.</param>
/// <param name="Result">What was done.</param>
/// <param name="Closed">When it was closed.</param>
internal sealed record ReplayColumns(
    string Id,
    string Opened,
    string Category,
    string Department,
    string Latitude,
    string Longitude,
    string Address = "",
    string Description = "",
    string Result = "",
    string Source = "",
    string Closed = "");

/// <summary>A position as the file writes it.</summary>
internal sealed record Placeholder(string Latitude, string Longitude);

/// <summary>How a city is made from the records' extent; not needed for a city that is there.</summary>
/// <param name="Code">6 digits.</param>
/// <param name="CellMetres">Side of a square cell.</param>
/// <param name="HandlingMinutesMax">For every category, as the file does not say.</param>
internal sealed record MappedCity(string Code, string Name, int CellMetres, int HandlingMinutesMax);

/// <summary>The replay cannot go on; the message says what to do.</summary>
internal sealed class ReplayException(string message) : Exception(message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ReplayMap))]
internal sealed partial class ReplayJson : JsonSerializerContext;
