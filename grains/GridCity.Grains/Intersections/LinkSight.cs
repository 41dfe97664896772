using System.Text.Json.Serialization;

namespace GridCity.Grains.Intersections;

/// <summary>What a controller sees of the traffic.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinkSight>))]
public enum LinkSight
{
    /// <summary>How many vehicles are on each lane, and how many stand.</summary>
    [JsonStringEnumMemberName("queues")]
    Queues,

    /// <summary>Who passes the stop line, and no queue.</summary>
    [JsonStringEnumMemberName("stop-line")]
    StopLine,

    /// <summary>Every vehicle: lane, position and speed.</summary>
    [JsonStringEnumMemberName("vehicles")]
    Vehicles,
}
