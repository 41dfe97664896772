using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridCity.Grains.Cities;

namespace GridCity.Grains.Cases;

/// <summary>What was reported (上报), as it was taken down. Only its cell follows when the ground is divided anew.</summary>
/// <param name="Number">The printed number of the ticket.</param>
/// <param name="Source">Where it came from: a hotline such as <c>12345</c>, <c>inspector</c>, <c>video</c>, ….</param>
/// <param name="Category">Code of a category of the city.</param>
/// <param name="Cell">Code of the unit cell it lies in.</param>
/// <param name="Place">The position; null when only an address is known.</param>
/// <param name="Address">The position in words.</param>
/// <param name="Description">The reporter's own words, sealed.</param>
/// <param name="Reporter">Opaque id of the person, unless anonymous.</param>
/// <param name="FollowCode">Random code by which a citizen follows the case.</param>
/// <param name="OccurredAt">When it was seen, if that is known apart from when it was registered.</param>
/// <param name="Contact">The reporter's telephone number, sealed.</param>
/// <param name="Kind">What sort of source it is.</param>
/// <param name="Component">Code of the component (部件) that it is about, if one was named.</param>
/// <param name="CallerName">What the reporter is called, sealed.</param>
public sealed record Report(
    string Number,
    string Source,
    string Category,
    string Cell,
    Place? Place,
    string? Address = null,
    Sealed? Description = null,
    string? Reporter = null,
    string? FollowCode = null,
    DateTimeOffset? OccurredAt = null,
    Sealed? Contact = null,
    SourceKind Kind = SourceKind.Hotline,
    string? Component = null,
    Sealed? CallerName = null);

/// <summary>The sorts of sources that a city tells apart.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceKind>))]
public enum SourceKind
{
    /// <summary>A call to a line such as 12345.</summary>
    [JsonStringEnumMemberName("hotline")]
    Hotline,

    /// <summary>An inspector on the round.</summary>
    [JsonStringEnumMemberName("inspector")]
    Inspector,

    /// <summary>A citizen's app or letter.</summary>
    [JsonStringEnumMemberName("citizen")]
    Citizen,

    /// <summary>Handed down by a higher level.</summary>
    [JsonStringEnumMemberName("superior")]
    Superior,

    /// <summary>Another system of the city.</summary>
    [JsonStringEnumMemberName("other-system")]
    OtherSystem,

    /// <summary>Seen by a machine in a picture from a camera or a drone.</summary>
    [JsonStringEnumMemberName("recognised")]
    Recognised,
}

/// <summary>What a machine makes of a picture; a person confirms or rejects it.</summary>
/// <param name="Recogniser">Code of the camera, drone or model.</param>
/// <param name="ConfidencePerMille">How sure it is, 0 to 1,000.</param>
/// <param name="Evidence">Ids of the pictures or clips.</param>
public sealed record Recognition(string Recogniser, int ConfidencePerMille, ImmutableArray<string> Evidence);
