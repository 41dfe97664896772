using System.Collections.Frozen;

namespace GridCity.Grains.Escorts.Roads;

/// <summary>The roads of a city and the turns between them. An instance is sound: every turn joins two of its roads.</summary>
public sealed class RoadGraph
{
    private readonly FrozenDictionary<string, Road> _roads;
    private readonly ILookup<string, Turn> _turns;

    /// <exception cref="ArgumentException">A road twice, one without length or speed, a turn of a road that is not there.</exception>
    public RoadGraph(IReadOnlyCollection<Road> roads, IReadOnlyCollection<Turn> turns)
    {
        foreach (var road in roads) Check(road);
        var twice = roads.GroupBy(road => road.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any());
        if (twice is not null) throw new ArgumentException($"road {twice.Key} is there twice", nameof(roads));
        _roads = roads.ToFrozenDictionary(road => road.Id, StringComparer.Ordinal);
        foreach (var turn in turns)
        {
            foreach (var end in new[] { turn.From, turn.To })
            {
                if (_roads.ContainsKey(end)) continue;
                throw new ArgumentException($"a turn from {turn.From} to {turn.To} needs road {end}, which is not there", nameof(turns));
            }
        }

        _turns = turns.ToLookup(turn => turn.From, StringComparer.Ordinal);
        SpeedMax = roads.Count == 0 ? 1 : roads.Max(road => road.FreeMetresPerSecond);
        var gaps = turns.GroupBy(turn => turn.To, StringComparer.Ordinal)
            .ToDictionary(into => into.Key, into => into.Max(GapMetres), StringComparer.Ordinal);
        LengthShareMin = roads.Select(road => LengthShare(road, gaps.GetValueOrDefault(road.Id))).Append(1).Min();
    }

    /// <summary>The highest speed allowed anywhere, in metres per second.</summary>
    public double SpeedMax { get; }

    /// <summary>
    /// The least that any road's length is of the straight line from the end of a road before it to its own end, at most
    /// 1: so much of the straight line is a lower bound of every way.
    /// </summary>
    public double LengthShareMin { get; }

    public IReadOnlyCollection<Road> Roads => _roads.Values;

    /// <returns>Null for one that is not there.</returns>
    public Road? Find(string id) => _roads.GetValueOrDefault(id);

    /// <summary>The ways on from the end of a road.</summary>
    public IEnumerable<Turn> TurnsFrom(string road) => _turns[road];

    private static void Check(Road road)
    {
        if (!(road.LengthMetres > 0 && double.IsFinite(road.LengthMetres)))
            throw new ArgumentException($"road {road.Id} has a length of {road.LengthMetres} m");
        if (!(road.FreeMetresPerSecond > 0 && double.IsFinite(road.FreeMetresPerSecond)))
            throw new ArgumentException($"road {road.Id} allows {road.FreeMetresPerSecond} m/s");
    }

    private double GapMetres(Turn turn) => _roads[turn.From].End.MetresTo(_roads[turn.To].Begin);

    private static double LengthShare(Road road, double gapMetres) =>
        road.LengthMetres / Math.Max(road.LengthMetres, road.Begin.MetresTo(road.End) + gapMetres);
}
