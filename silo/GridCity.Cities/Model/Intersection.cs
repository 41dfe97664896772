using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>A signalised intersection.</summary>
/// <param name="Layout">Code of what is built there.</param>
/// <param name="Mode">The usual mode, of <see cref="IntersectionModes"/>.</param>
/// <param name="Neighbours">Codes of the intersections whose traffic comes here or that get it from here.</param>
public sealed record Intersection(
    string Code, LocalText Name, double Longitude, double Latitude, string Layout, string Mode, ImmutableArray<string> Neighbours);

/// <summary>Modes that an intersection runs in when nobody orders another.</summary>
public static class IntersectionModes
{
    public const string Plan = "plan";
    public const string Actuated = "actuated";
    public const string Adaptive = "adaptive";

    public static IReadOnlyList<string> All { get; } = [Plan, Actuated, Adaptive];
}

/// <summary>What is built at intersections of one form, with plans and the hours of each. Times are whole seconds.</summary>
/// <param name="Conflicts">Pairs of groups, from 0, that must not have a protected green together.</param>
public sealed record LayoutDrawing(
    string Code,
    ImmutableArray<DrawnLane> Lanes,
    ImmutableArray<DrawnLane> Exits,
    ImmutableArray<DrawnGroup> Groups,
    ImmutableArray<ImmutableArray<int>> Conflicts,
    ImmutableArray<DrawnPhase> Phases,
    DrawnTimes Times,
    ImmutableArray<DrawnPlan> Plans,
    ImmutableArray<DrawnHours>? Hours = null,
    DrawnDetectors? Detectors = null);

/// <param name="Metres">Its length.</param>
/// <param name="Speed">Allowed on it, in metres a second.</param>
/// <param name="Road">The road it is part of.</param>
public sealed record DrawnLane(string Id, double Metres, double Speed, string Road);

/// <summary>A signal group; its place in the list is its index.</summary>
/// <param name="Ways">Pairs of a lane and an exit that it governs; none for a crossing of pedestrians.</param>
public sealed record DrawnGroup(ImmutableArray<ImmutableArray<string>> Ways, bool Pedestrian = false);

/// <param name="Aspects">A letter for each group: G green, g green that yields, s stop then go, r red.</param>
public sealed record DrawnPhase(string Name, string Aspects, int MinimumGreen, int MaximumGreen);

public sealed record DrawnTimes(
    int Yellow, int AllRed, int MinimumGreen, int PedestrianGreen, int PedestrianClearance, int MaximumRed);

/// <param name="Offset">From midnight to the begin of a first step.</param>
/// <param name="Steps">Pairs of a phase, from 1, and its seconds.</param>
public sealed record DrawnPlan(string Code, ImmutableArray<ImmutableArray<int>> Steps, int Offset = 0);

/// <param name="Days">Such as 12345, 1 is Monday; empty for all.</param>
/// <param name="From">Such as 07:00; both empty for the whole day.</param>
public sealed record DrawnHours(string Plan, string Days = "", string From = "", string To = "");

/// <summary>When a detector is not believed; docs/junctions.md has the sources.</summary>
public sealed record DrawnDetectors(
    int? MaxPresenceMinutes = null,
    int? NoActivityMinutes = null,
    int? ErraticCountsPerMinute = null,
    int? SilentSeconds = null,
    int? RecoverySeconds = null,
    int? FailedPercentMax = null);
