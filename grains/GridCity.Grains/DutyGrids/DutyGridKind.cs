namespace GridCity.Grains.DutyGrids;

/// <summary>The duty grid as an engine runs it; its key is the duty grid's code.</summary>
public static class DutyGridKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<DutyGridState, DutyGridCommand, DutyGridEvent> Kind { get; } =
        new(
            "duty-grid", DutyGridState.Initial, DutyGrid.Decide, DutyGrid.Evolve,
            new DutyGridJson(GrainJson.Options()), SnapshotFormat);
}
