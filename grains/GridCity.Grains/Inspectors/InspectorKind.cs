namespace GridCity.Grains.Inspectors;

/// <summary>The inspector as an engine runs it; its key is the inspector's code.</summary>
public static class InspectorKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<InspectorState, InspectorCommand, InspectorEvent> Kind { get; } =
        new(
            "inspector", InspectorState.Initial, Inspector.Decide, Inspector.Evolve,
            new InspectorJson(GrainJson.Options()), SnapshotFormat);
}
