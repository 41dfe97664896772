using System.Text.Json.Serialization;

namespace GridCity.Grains.Intersections;

/// <summary>How an intersection is run. From adaptive down to flashing each needs less to work than the one before.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignalMode>))]
public enum SignalMode
{
    /// <summary>Flashing yellow or red, as the controller is wired.</summary>
    [JsonStringEnumMemberName("flashing")]
    Flashing = 1,

    /// <summary>The plan of the time of day; needs nothing but a clock.</summary>
    [JsonStringEnumMemberName("plan")]
    Plan,

    /// <summary>Greens end when nobody comes any more; needs detectors.</summary>
    [JsonStringEnumMemberName("actuated")]
    Actuated,

    /// <summary>Greens go where they serve most; needs all detectors and the neighbours.</summary>
    [JsonStringEnumMemberName("adaptive")]
    Adaptive,

    /// <summary>An emergency vehicle is on its way; needs the link only.</summary>
    [JsonStringEnumMemberName("escort")]
    Escort,

    /// <summary>An operator holds a phase; needs the link only.</summary>
    [JsonStringEnumMemberName("manual")]
    Manual,
}
