using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Escorts.Control;

/// <summary>Which phases let a vehicle over a junction, and the queue that stands before it.</summary>
public static class EscortPhases
{
    /// <summary>A protected green counts so much more than one that yields.</summary>
    private const int Protected = 3;

    /// <summary>
    /// First the phase that serves the turn best: protected before yielding, then with more of the other ways from the
    /// same lanes, whose traffic stands in the vehicle's way, then of the other lanes of the road. After it phases
    /// for those ways from the same lanes that it leaves red: the first in a shared lane may want another way.
    /// </summary>
    /// <param name="preferred">Of equal ones the phase that costs nothing, or a negative number.</param>
    /// <returns>Empty when no phase serves the turn.</returns>
    public static ImmutableArray<int> For(IntersectionLayout layout, string fromRoad, string toRoad, int preferred)
    {
        var (own, shared, beside) = Groups(layout, fromRoad, toRoad);
        var first = Best(layout, preferred, own, shared, beside);
        if (first < 0) return [];
        var phases = ImmutableArray.CreateBuilder<int>();
        phases.Add(first);
        shared.RemoveAll(group => IsGreen(layout, first, group));
        while (shared.Count > 0 && Best(layout, preferred, shared, own, beside) is >= 0 and var next)
        {
            phases.Add(next);
            shared.RemoveAll(group => IsGreen(layout, next, group));
        }

        return phases.ToImmutable();
    }

    /// <returns>-1 when no phase serves any of the first groups.</returns>
    private static int Best(IntersectionLayout layout, int preferred, params ReadOnlySpan<List<int>> groups)
    {
        var best = (Phase: -1, Worth: (0, 0, 0, 0));
        for (var phase = 0; phase < layout.Phases.Length; phase++)
        {
            var worth = (
                Worth(layout, phase, groups[0]), Worth(layout, phase, groups[1]), Worth(layout, phase, groups[2]),
                phase == preferred ? 1 : 0);
            if (worth.Item1 > 0 && worth.CompareTo(best.Worth) > 0) best = (phase, worth);
        }

        return best.Phase;
    }

    private static (List<int> Own, List<int> Shared, List<int> Beside) Groups(
        IntersectionLayout layout, string fromRoad, string toRoad)
    {
        var from = Ids(layout.Lanes.Where(lane => lane.IncomingEdge == fromRoad).Select(lane => lane.Id));
        var to = Ids(layout.Exits.Where(lane => lane.OutgoingEdge == toRoad).Select(lane => lane.Id));
        var own = layout.Groups
            .Where(group => group.Connections.Any(way => from.Contains(way.FromLane) && to.Contains(way.ToLane))).ToList();
        var lanes = Ids(own.SelectMany(group => group.Connections).Select(way => way.FromLane));
        var others = layout.Groups.Except(own).Where(group => group.Connections.Any(way => from.Contains(way.FromLane))).ToList();
        return (
            [.. own.Select(group => group.Index)],
            [.. others.Where(group => group.Connections.Any(way => lanes.Contains(way.FromLane))).Select(group => group.Index)],
            [.. others.Where(group => !group.Connections.Any(way => lanes.Contains(way.FromLane))).Select(group => group.Index)]);
    }

    private static HashSet<string> Ids(IEnumerable<string> ids) => ids.ToHashSet(StringComparer.Ordinal);

    private static bool IsGreen(IntersectionLayout layout, int phase, int group) => layout.Phases[phase].Aspects[group].IsGreen();

    private static int Worth(IntersectionLayout layout, int phase, List<int> groups) =>
        groups.Sum(group => layout.Phases[phase].Aspects[group] switch
        {
            Aspect.Go => Protected,
            Aspect.Yield => 1,
            _ => 0,
        });
}
