namespace GridCity.Grains.Intersections;

/// <summary>The intersection as an engine runs it; its key is the code in the city's folder.</summary>
public static class IntersectionKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<IntersectionState, IntersectionCommand, IntersectionEvent> Kind { get; } =
        new(
            "intersection", IntersectionState.Initial, Intersection.Decide, Intersection.Evolve,
            new IntersectionJson(GrainJson.Options()), SnapshotFormat);
}
