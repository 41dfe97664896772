namespace GridCity.Grains.Cases;

/// <summary>The case as an engine runs it.</summary>
public static class CaseKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<CaseState, CaseCommand, CaseEvent> Kind { get; } =
        new("case", CaseState.Initial, Case.Decide, Case.Evolve, new CaseJson(GrainJson.Options()), SnapshotFormat);
}
