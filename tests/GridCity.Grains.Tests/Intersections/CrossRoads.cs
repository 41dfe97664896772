using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Layout;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>A crossing of two one-way roads with one pedestrian crossing, and ways to bring it into a state.</summary>
internal static class CrossRoads
{
    public const string North = "n-1", East = "e-1", Neighbour = "X-2";

    public static readonly Actor Operator = new("operator-1", Role.Operator), Device = new("cabinet-7", Role.OtherSystem);

    public static readonly Actor Escort = Actor.Grain(GrainId.Parse("escort/1")), OtherEscort = Actor.Grain(GrainId.Parse("escort/2"));

    public static StoredLayout Layout { get; } = new(
        [new(North, 90, 13.9, "n"), new(East, 80, 13.9, "e")],
        [new("s-1", 70, 13.9, "s"), new("w-1", 60, 13.9, "w")],
        [new([new(North, "s-1")], false), new([new(East, "w-1")], false), new([], true)],
        [new(0, 1), new(1, 2)],
        [new("north", "GrG", 5, 50), new("east", "rGr", 5, 40)],
        new(YellowSeconds: 3, AllRedSeconds: 2, MinimumGreenSeconds: 5, PedestrianGreenSeconds: 5, PedestrianClearanceSeconds: 9, MaximumRedSeconds: 120));

    public static SignalPlans Plans { get; } = new(
        [new("day", 0, [new(0, 40), new(1, 30)]), new("rush", 10, [new(0, 60), new(1, 30)])],
        [new("rush", "12345", new(7, 0), new(9, 0)), new("rush", "5", new(22, 0), new(2, 0))]);

    public static Installation Built { get; } =
        new("e1", Layout, Plans, [Neighbour], SignalMode.Adaptive, DetectorRules.Usual);

    public static IntersectionHealth Well { get; } = new(null, [], [], null);

    public static IntersectionEvent[] Running { get; } =
    [
        new IntersectionEvent.Installed(Built, Morning),
        new IntersectionEvent.LinkOpened("cabinet 7", 1, Morning),
        new IntersectionEvent.LinkSteady(Morning),
        new IntersectionEvent.Recovered(SignalMode.Adaptive, Morning),
    ];

    public static IntersectionState After(params IEnumerable<IntersectionEvent> history) =>
        history.Aggregate(IntersectionState.Initial, Intersection.Evolve);

    public static Decision<IntersectionEvent> Ask(IntersectionState state, IntersectionCommand command, Actor actor) =>
        Intersection.Decide(state, command, By(actor, IntersectionKind.Kind.Id("X-1")));
}
