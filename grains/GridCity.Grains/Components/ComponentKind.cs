namespace GridCity.Grains.Components;

/// <summary>The component as an engine runs it; its key is the component's code.</summary>
public static class ComponentKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<ComponentState, ComponentCommand, ComponentEvent> Kind { get; } =
        new(
            "component", ComponentState.Initial, Component.Decide, Component.Evolve,
            new ComponentJson(GrainJson.Options()), SnapshotFormat);
}
