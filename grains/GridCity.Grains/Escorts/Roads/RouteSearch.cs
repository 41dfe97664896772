using System.Collections.Immutable;

namespace GridCity.Grains.Escorts.Roads;

/// <summary>
/// The fastest way by A* (P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum
/// cost paths", IEEE Transactions on Systems Science and Cybernetics 4, 1968) over roads with live travel times. The
/// heuristic is the straight line at the highest speed, which no way can beat: so the first way found is the best.
/// </summary>
public static class RouteSearch
{
    /// <summary>The fastest way.</summary>
    /// <param name="from">Id of the road it begins on.</param>
    /// <param name="to">Id of the road it ends on.</param>
    /// <param name="liveSeconds">
    /// What a road takes now; null where nothing is known. Less than the free time of the road counts as the free time.
    /// </param>
    /// <param name="turnSeconds">What a turn takes besides, at least 0: the wait at a signal; null for none.</param>
    /// <returns>Null when no way leads there, or one of the two roads is not in the graph.</returns>
    public static RoadRoute? Fastest(
        RoadGraph graph, string from, string to, Func<string, double?>? liveSeconds = null, Func<Turn, double>? turnSeconds = null)
    {
        if (graph.Find(from) is not { } first || graph.Find(to) is not { } last) return null;
        var reached = new Dictionary<string, (double Seconds, Turn? By)>(StringComparer.Ordinal)
        {
            [from] = (Seconds(first, liveSeconds), null),
        };
        var settled = new HashSet<string>(StringComparer.Ordinal);
        var open = new PriorityQueue<string, double>();
        open.Enqueue(from, 0);
        while (open.TryDequeue(out var here, out _))
        {
            if (here == to) return Walked(reached, to);
            if (!settled.Add(here)) continue;
            foreach (var turn in graph.TurnsFrom(here))
            {
                var next = graph.Find(turn.To)!;
                var seconds = reached[here].Seconds + Math.Max(0, turnSeconds?.Invoke(turn) ?? 0) + Seconds(next, liveSeconds);
                if (reached.TryGetValue(turn.To, out var known) && known.Seconds <= seconds) continue;
                reached[turn.To] = (seconds, turn);
                settled.Remove(turn.To);
                open.Enqueue(turn.To, seconds + Bound(graph, next, last));
            }
        }

        return null;
    }

    /// <summary>A lower bound of what follows after a road, the last road in full.</summary>
    private static double Bound(RoadGraph graph, Road from, Road to) =>
        from.End.MetresTo(to.End) * graph.LengthShareMin / graph.SpeedMax;

    private static double Seconds(Road road, Func<string, double?>? live) => Math.Max(road.FreeSeconds, live?.Invoke(road.Id) ?? 0);

    private static RoadRoute Walked(Dictionary<string, (double Seconds, Turn? By)> reached, string to)
    {
        var turns = new Stack<Turn>();
        for (var at = to; reached[at].By is { } by; at = by.From) turns.Push(by);
        var begin = turns.Count == 0 ? to : turns.Peek().From;
        return new([begin, .. turns.Select(turn => turn.To)], [.. turns], reached[to].Seconds);
    }
}
