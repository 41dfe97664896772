using System.Collections.Immutable;

namespace GridCity.Conformance.Probes;

/// <summary>What a probe knows.</summary>
/// <param name="Received">Amounts brought by mail, in order.</param>
/// <param name="Rung">Names of alarms that went off, in order.</param>
public sealed record ProbeState(int Total, ImmutableArray<int> Received, ImmutableArray<string> Rung)
{
    public static ProbeState Initial { get; } = new(0, [], []);
}
