using GridCity.Grains.Cells;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The unit cell on Orleans; its rules are in <see cref="Cell"/>.</summary>
public interface ICellGrain : IDecidingGrain<CellState, CellCommand>;

[GrainType("cell")]
internal sealed class CellGrain(GrainServices services)
    : DecidingGrain<CellState, CellCommand>(CellKind.Kind, services), ICellGrain;
