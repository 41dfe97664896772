using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The intersection on Orleans; its rules are in <see cref="Intersection"/>.</summary>
public interface IIntersectionGrain : IDecidingGrain<IntersectionState, IntersectionCommand>;

[GrainType("intersection")]
internal sealed class IntersectionGrain(GrainServices services)
    : DecidingGrain<IntersectionState, IntersectionCommand>(IntersectionKind.Kind, services), IIntersectionGrain;
