using GridCity.Grains.Inspectors;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The inspector on Orleans; its rules are in <see cref="Inspector"/>.</summary>
public interface IInspectorGrain : IDecidingGrain<InspectorState, InspectorCommand>;

[GrainType("inspector")]
internal sealed class InspectorGrain(GrainServices services)
    : DecidingGrain<InspectorState, InspectorCommand>(InspectorKind.Kind, services), IInspectorGrain;
