namespace GridCity.Grains.Cells;

/// <summary>The unit cell as an engine runs it; its key is the cell's code.</summary>
public static class CellKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<CellState, CellCommand, CellEvent> Kind { get; } =
        new("cell", CellState.Initial, Cell.Decide, Cell.Evolve, new CellJson(GrainJson.Options()), SnapshotFormat);
}
