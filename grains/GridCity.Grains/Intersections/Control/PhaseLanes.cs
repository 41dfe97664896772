using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Control;

/// <summary>For each phase of a layout which approach lanes it serves, and where they lead, by places in the layout.</summary>
internal sealed class PhaseLanes
{
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
    }

    /// <summary>Every way across.</summary>
    public ImmutableArray<Link> Links { get; }

    /// <summary>By phase: lanes with a green, and the exits it leads to.</summary>
    public ImmutableArray<ImmutableArray<(int Lane, ImmutableArray<int> Exits)>> Served { get; }

    private ImmutableArray<(int Lane, ImmutableArray<int> Exits)> ServedIn(Phase phase) =>
    [
        .. Links.Where(link => phase.Aspects[link.Group].IsGreen()).GroupBy(link => link.Lane)
            .Select(links => (links.Key, links.Select(link => link.Exit).Distinct().ToImmutableArray())),
    ];

    public readonly record struct Link(int Group, int Lane, int Exit);
}
