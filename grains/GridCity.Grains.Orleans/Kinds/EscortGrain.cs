using GridCity.Grains.Escorts;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The escort on Orleans; its rules are in <see cref="Escort"/>.</summary>
public interface IEscortGrain : IDecidingGrain<EscortState, EscortCommand>;

[GrainType("escort")]
internal sealed class EscortGrain(GrainServices services)
    : DecidingGrain<EscortState, EscortCommand>(EscortKind.Kind, services), IEscortGrain;
