using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Control;

/// <summary>For each phase of a layout which approach lanes it serves, and where they lead, by places in the layout.</summary>
internal sealed class PhaseLanes
{
    private readonly bool[][] _serves;

    public PhaseLanes(IntersectionLayout layout)
    {
        var lanes = layout.Lanes.Select((lane, index) => (lane.Id, index)).ToDictionary(lane => lane.Id, lane => lane.index);
        var exits = layout.Exits.Select((lane, index) => (lane.Id, index)).ToDictionary(lane => lane.Id, lane => lane.index);
        Links =
        [
            .. layout.Groups.SelectMany(
                group => group.Connections, (group, link) => new Link(group.Index, lanes[link.FromLane], exits[link.ToLane])),
        ];
        Served = [.. layout.Phases.Select(ServedIn)];
        _serves = [.. Served.Select(served => ServedLanes(served, layout.Lanes.Length))];
    }

    /// <summary>Every way across.</summary>
    public ImmutableArray<Link> Links { get; }

    /// <summary>By phase: lanes with a green, and the exits it leads to.</summary>
    public ImmutableArray<ImmutableArray<(int Lane, ImmutableArray<int> Exits)>> Served { get; }

    /// <summary>A lane has some green in a phase; in no phase that is not one of the layout's.</summary>
    public bool Serves(int phase, int lane) => phase >= 0 && _serves[phase][lane];

    private static bool[] ServedLanes(ImmutableArray<(int Lane, ImmutableArray<int> Exits)> served, int lanes)
    {
        var serves = new bool[lanes];
        foreach (var (lane, _) in served) serves[lane] = true;
        return serves;
    }

    private ImmutableArray<(int Lane, ImmutableArray<int> Exits)> ServedIn(Phase phase) =>
    [
        .. Links.Where(link => phase.Aspects[link.Group].IsGreen()).GroupBy(link => link.Lane)
            .Select(links => (links.Key, links.Select(link => link.Exit).Distinct().ToImmutableArray())),
    ];

    public readonly record struct Link(int Group, int Lane, int Exit);
}
