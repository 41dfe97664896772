using GridCity.Grains.Intersections;

namespace GridCity.Silo.Junctions;

/// <summary>One second of one intersection, as it is decided.</summary>
/// <param name="State">As it is durable.</param>
/// <param name="Mode">In force for it.</param>
/// <param name="Local">The city's clock.</param>
/// <param name="Second">Unix time.</param>
internal readonly record struct JunctionSecond(
    IntersectionState State, SignalMode Mode, DateTimeOffset Now, DateTimeOffset Local, long Second);
