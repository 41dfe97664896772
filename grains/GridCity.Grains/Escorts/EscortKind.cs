namespace GridCity.Grains.Escorts;

/// <summary>The escort as an engine runs it; its key derives from the command that requested it.</summary>
public static class EscortKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<EscortState, EscortCommand, EscortEvent> Kind { get; } =
        new("escort", EscortState.Initial, Escort.Decide, Escort.Evolve, new EscortJson(GrainJson.Options()), SnapshotFormat);
}
