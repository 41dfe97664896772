using GridCity.Conformance.Probes;
using GridCity.Grains.Orleans;
using GridCity.Runtime.Engine;

namespace GridCity.Cluster.Tests;

/// <summary>The probe on Orleans, written as every kind is.</summary>
public interface IProbeGrain : IDecidingGrain<ProbeState, ProbeCommand>;

[GrainType("probe")]
internal sealed class ProbeGrain(GrainServices services)
    : DecidingGrain<ProbeState, ProbeCommand>(ProbeKind.Kind, services), IProbeGrain;

/// <summary>The real kinds and the probe.</summary>
internal static class TestKinds
{
    public static OrleansKinds All { get; } =
        new([.. OrleansKinds.All.Kinds, new OrleansKind<IProbeGrain, ProbeState, ProbeCommand>(ProbeKind.Kind)]);
}
