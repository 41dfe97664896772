using GridCity.Grains.Cases;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The case on Orleans; its rules are in <see cref="Case"/>.</summary>
public interface ICaseGrain : IDecidingGrain<CaseState, CaseCommand>;

[GrainType("case")]
internal sealed class CaseGrain(GrainServices services)
    : DecidingGrain<CaseState, CaseCommand>(CaseKind.Kind, services), ICaseGrain;
