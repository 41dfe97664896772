using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections;

/// <summary>
/// A layout as it is stored: plain parts, which stay readable whatever a later version asks of a sound one.
/// </summary>
/// <param name="Conflicts">Pairs of groups whose ways cross or merge, each once.</param>
public sealed record StoredLayout(
    ImmutableArray<ApproachLane> Lanes,
    ImmutableArray<ExitLane> Exits,
    ImmutableArray<StoredGroup> Groups,
    ImmutableArray<GroupPair> Conflicts,
    ImmutableArray<StoredPhase> Phases,
    SignalTimes Times)
{
    /// <summary>Lanes, groups and phases of one intersection, each.</summary>
    public const int PartsMax = 255;

    /// <summary>The layout that runs a signal.</summary>
    /// <param name="id">Code of the intersection.</param>
    /// <exception cref="ArgumentException">It is not sound; the message names phase and group.</exception>
    public IntersectionLayout Build(string id) => new(
        id,
        Lanes,
        Exits,
        [.. Groups.Select((group, index) => new SignalGroup(index, group.Connections, group.IsPedestrian))],
        new(Groups.Length, Conflicts.Select(pair => (pair.One, pair.Other))),
        [.. Phases.Select(phase => new Phase([.. phase.Aspects.Select(Aspect)], phase.MinimumGreenSeconds, phase.MaximumGreenSeconds))],
        Times);

    private static Aspect Aspect(char letter) => letter switch
    {
        'r' => Layout.Aspect.Stop,
        's' => Layout.Aspect.StopThenGo,
        'g' => Layout.Aspect.Yield,
        'G' => Layout.Aspect.Go,
        _ => throw new ArgumentException($"'{letter}' is no aspect: G green, g green that yields, s stop then go, r red."),
    };
}

/// <summary>A signal group; its index is its place.</summary>
public sealed record StoredGroup(ImmutableArray<LaneLink> Connections, bool IsPedestrian);

/// <summary>Two groups that must not have a protected green together.</summary>
public readonly record struct GroupPair(int One, int Other);

/// <summary>A phase.</summary>
/// <param name="Name">For people.</param>
/// <param name="Aspects">One letter a group: G green, g green that yields, s stop then go, r red.</param>
public sealed record StoredPhase(string Name, string Aspects, int MinimumGreenSeconds, int MaximumGreenSeconds);
