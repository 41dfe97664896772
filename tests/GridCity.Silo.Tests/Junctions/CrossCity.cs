using GridCity.Cities.Model;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>The small city with two crossings of two one-way roads.</summary>
internal static class CrossCity
{
    public const string First = "X-1", Second = "X-2";

    public static CityPack Pack { get; } = SmallCity.Pack with
    {
        Intersections =
        [
            new(First, new("", "First"), SmallCity.Longitude, SmallCity.Latitude, "cross", IntersectionModes.Actuated, [Second]),
            new(Second, new("", "Second"), SmallCity.Longitude + 0.003, SmallCity.Latitude, "cross", IntersectionModes.Adaptive, [First]),
        ],
        IntersectionLayouts = [Cross],
    };

    /// <summary>With the road from the first to the second crossing, and a category for what blocks roads.</summary>
    public static CityPack WithRoad { get; } = Pack with
    {
        Roads = [new("mid", First, "west", Second, "east", 60, 50)],
        Info = Pack.Info with { IncidentCategory = SmallCity.Standard },
    };

    public static LayoutDrawing Cross => new(
        "cross",
        [new("n", 90, 13.9, "north"), new("e", 80, 13.9, "east")],
        [new("s", 90, 13.9, "south"), new("w", 80, 13.9, "west")],
        [new([["n", "s"]]), new([["e", "w"]])],
        [[0, 1]],
        [new("north", "Gr", 5, 30), new("east", "rG", 5, 30)],
        new(Yellow: 3, AllRed: 1, MinimumGreen: 5, PedestrianGreen: 5, PedestrianClearance: 5, MaximumRed: 90),
        [new("all-day", [[1, 20], [2, 20]])],
        [],
        new(MaxPresenceMinutes: 1, NoActivityMinutes: 1, SilentSeconds: 5, RecoverySeconds: 5));
}
