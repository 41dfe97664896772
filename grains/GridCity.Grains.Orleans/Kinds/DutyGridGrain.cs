using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The duty grid on Orleans; its rules are in <see cref="DutyGrid"/>.</summary>
public interface IDutyGridGrain : IDecidingGrain<DutyGridState, DutyGridCommand>;

[GrainType("duty-grid")]
internal sealed class DutyGridGrain(GrainServices services)
    : DecidingGrain<DutyGridState, DutyGridCommand>(DutyGridKind.Kind, services), IDutyGridGrain;
