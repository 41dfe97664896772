using System.Collections.Immutable;

namespace GridCity.Grains.Escorts.Roads;

/// <summary>A way from one road to another.</summary>
/// <param name="Roads">Ids, the first and the last included; at least one.</param>
/// <param name="Turns">Between them, one less than roads.</param>
/// <param name="Seconds">What the search took it to last, all its roads in full.</param>
public sealed record RoadRoute(ImmutableArray<string> Roads, ImmutableArray<Turn> Turns, double Seconds);
