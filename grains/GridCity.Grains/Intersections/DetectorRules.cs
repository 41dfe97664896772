using System.Text.Json.Serialization;

namespace GridCity.Grains.Intersections;

/// <summary>
/// When a detector is not believed. The first three are the diagnostics of NTCIP 1202 (object definitions for actuated
/// signal controllers: vehicleDetectorMaxPresence, vehicleDetectorNoActivity, vehicleDetectorErraticCounts), with its units.
/// </summary>
/// <param name="MaxPresenceMinutes">Covered without a break and without a departure for so long: stuck on. 1 to 255.</param>
/// <param name="NoActivityMinutes">
/// Nothing for so many minutes in which other lanes of the intersection had traffic: stuck off. 1 to 255.
/// </param>
/// <param name="ErraticCountsPerMinute">More departures in a minute than that: noise. 1 to 255.</param>
/// <param name="SilentSeconds">Nothing measured for so long: silent. 1 to 600.</param>
/// <param name="RecoverySeconds">Plausible again for so long: believed again. 1 to 3,600.</param>
/// <param name="FailedPercentMax">Of the lanes whose detectors may fail before actuated control gives way to a plan. 0 to 100.</param>
public sealed record DetectorRules(
    int MaxPresenceMinutes,
    int NoActivityMinutes,
    int ErraticCountsPerMinute,
    int SilentSeconds,
    int RecoverySeconds,
    int FailedPercentMax)
{
    /// <summary>
    /// A lane cannot discharge more than 1,900 vehicles an hour for long (base saturation flow of the Highway Capacity
    /// Manual), 32 a minute: twice that is noise. The others are longer than the longest red and the quietest hour.
    /// </summary>
    public static DetectorRules Usual { get; } = new(10, 60, 64, 10, 60, 50);

    /// <summary>As it is written for people and programs.</summary>
    public static string Name(DetectorFaultKind fault) => fault switch
    {
        DetectorFaultKind.StuckOn => "stuck-on",
        DetectorFaultKind.StuckOff => "stuck-off",
        DetectorFaultKind.Silent => "silent",
        DetectorFaultKind.Noise => "noise",
        _ => throw new System.Diagnostics.UnreachableException($"{fault}"),
    };
}

/// <summary>What is wrong with a detector.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DetectorFaultKind>))]
public enum DetectorFaultKind
{
    [JsonStringEnumMemberName("stuck-on")]
    StuckOn = 1,

    [JsonStringEnumMemberName("stuck-off")]
    StuckOff,

    [JsonStringEnumMemberName("silent")]
    Silent,

    [JsonStringEnumMemberName("noise")]
    Noise,
}
