using GridCity.Sumo.Logs;

namespace GridCity.Cli.Traffic;

/// <summary>Roads that follow each other.</summary>
/// <param name="Roads">In the order they are driven.</param>
/// <param name="Begins">For each road the metres from the corridor's beginning to its own; one more for the end.</param>
/// <param name="Signals">Where the corridor crosses a signal: after which road, and the links that let its traffic on.</param>
internal sealed record Corridor(
    IReadOnlyList<LoggedRoad> Roads, IReadOnlyList<double> Begins, IReadOnlyList<(int Road, string Signal, int[] Links)> Signals)
{
    private const int RoadsMax = 12;

    public double Metres => Begins[^1];

    /// <summary>The roads that are named.</summary>
    /// <exception cref="TrafficFault">One is not in the log, or two do not follow each other.</exception>
    public static Corridor Of(RunLog log, IReadOnlyList<string> names)
    {
        var roads = names.Select(name => log.Roads.GetValueOrDefault(name)
            ?? throw new TrafficFault($"there is no road '{name}' in {log.Folder}")).ToList();
        var begins = new List<double> { 0 };
        var signals = new List<(int, string, int[])>();
        foreach (var (at, road) in roads.Index())
        {
            begins.Add(begins[^1] + road.Metres);
            if (at + 1 == roads.Count) continue;
            var ways = log.Ways.Where(way => way.FromRoad == road.Id && way.ToRoad == roads[at + 1].Id).ToArray();
            if (ways.Length == 0) throw new TrafficFault($"no way leads from road '{road.Id}' to '{roads[at + 1].Id}'");
            if (ways[0].Signal.Length > 0) signals.Add((at, ways[0].Signal, [.. ways.Select(way => way.Link)]));
        }

        return new(roads, begins, signals);
    }

    /// <summary>The one with most traffic: the way most used between two roads, on in both directions as most go on.</summary>
    /// <exception cref="TrafficFault">Nobody drove from one road to another.</exception>
    public static Corridor Busiest(RunLog log)
    {
        var uses = Uses(log);
        var crossing = log.Ways.Where(way => way.Signal.Length > 0).Select(way => (way.FromRoad, way.ToRoad)).ToHashSet();
        var most = uses.Where(use => crossing.Contains(use.Key))
            .OrderByDescending(use => use.Value).ThenBy(use => use.Key).FirstOrDefault();
        if (most.Value == 0) throw new TrafficFault($"nobody crossed a signal in {log.Folder}: name the roads of a corridor");
        var roads = new LinkedList<string>([most.Key.From, most.Key.To]);
        while (roads.Count < RoadsMax && Next(uses, use => use.From == roads.Last!.Value, use => use.To, roads) is { } next)
            roads.AddLast(next);
        while (roads.Count < RoadsMax && Next(uses, use => use.To == roads.First!.Value, use => use.From, roads) is { } before)
            roads.AddFirst(before);
        return Of(log, [.. roads]);
    }

    private static string? Next(
        Dictionary<(string From, string To), int> uses, Func<(string From, string To), bool> fits,
        Func<(string From, string To), string> other, LinkedList<string> roads) =>
        uses.Where(use => fits(use.Key) && !roads.Contains(other(use.Key))).OrderByDescending(use => use.Value).ThenBy(use => use.Key)
            .Select(use => other(use.Key)).FirstOrDefault();

    private static Dictionary<(string From, string To), int> Uses(RunLog log)
    {
        var (uses, last) = (new Dictionary<(string From, string To), int>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var seen in log.Vehicles())
        {
            if (seen.Lane.StartsWith(':')) continue;
            var road = seen.Road;
            if (last.TryGetValue(seen.Vehicle, out var before) && before != road)
                uses[(before, road)] = uses.GetValueOrDefault((before, road)) + 1;
            last[seen.Vehicle] = road;
        }

        return uses;
    }
}

/// <summary>A report that cannot be made, and why.</summary>
internal sealed class TrafficFault(string message) : Exception(message);
