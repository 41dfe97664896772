using GridCity.Grains.Components;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The component on Orleans; its rules are in <see cref="Component"/>.</summary>
public interface IComponentGrain : IDecidingGrain<ComponentState, ComponentCommand>;

[GrainType("component")]
internal sealed class ComponentGrain(GrainServices services)
    : DecidingGrain<ComponentState, ComponentCommand>(ComponentKind.Kind, services), IComponentGrain;
