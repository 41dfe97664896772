using GridCity.Grains.Escorts;
using GridCity.Grains.Escorts.Roads;

namespace GridCity.Grains.Tests.Escorts;

public sealed class RouteSearchTests
{
    private const int Seeds = 200;

    /// <summary>Two ways from A to D: over B, short and slow; over C, long and fast.</summary>
    private static readonly RoadGraph TwoWays = new(
        [
            new("A", 100, 10, new(0, 0), new(100, 0)),
            new("B", 300, 10, new(100, 0), new(400, 0)),
            new("C", 500, 25, new(100, 0), new(400, 0)),
            new("D", 100, 10, new(400, 0), new(500, 0)),
            new("island", 100, 10, new(0, 900), new(100, 900)),
        ],
        [new("A", "B", "J1"), new("A", "C", "J1"), new("B", "D", "J2"), new("C", "D", "J2")]);

    [Fact]
    public void The_fastest_way_is_found_not_the_shortest()
    {
        var route = RouteSearch.Fastest(TwoWays, "A", "D");

        Assert.Equal(["A", "C", "D"], route!.Roads);
        Assert.Equal(40, route.Seconds, 6);
    }

    [Fact]
    public void Live_travel_times_turn_the_choice()
    {
        var route = RouteSearch.Fastest(TwoWays, "A", "D", road => road == "C" ? 60 : null);

        Assert.Equal(["A", "B", "D"], route!.Roads);
    }

    [Fact]
    public void A_travel_time_shorter_than_free_is_not_believed() =>
        Assert.Equal(40, RouteSearch.Fastest(TwoWays, "A", "D", _ => 0.1)!.Seconds, 6);

    [Fact]
    public void What_a_turn_takes_counts() =>
        Assert.Equal(
            ["A", "B", "D"], RouteSearch.Fastest(TwoWays, "A", "D", turnSeconds: turn => turn.To == "C" ? 11 : 0)!.Roads);

    [Theory]
    [InlineData("A", "island")]
    [InlineData("nowhere", "D")]
    [InlineData("A", "nowhere")]
    public void No_way_is_no_route(string from, string to) => Assert.Null(RouteSearch.Fastest(TwoWays, from, to));

    [Fact]
    public void A_road_leads_to_itself() => Assert.Equal(["B"], RouteSearch.Fastest(TwoWays, "B", "B")!.Roads);

    [Fact]
    public void The_signals_on_the_way_are_its_stops()
    {
        var stops = EscortStop.Of(TwoWays, RouteSearch.Fastest(TwoWays, "A", "D")!);

        Assert.Equal([new("J1", "A", "C", 100, 10), new EscortStop("J2", "C", "D", 600, 30)], stops);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(100, 0)]
    [InlineData(double.NaN, 10)]
    public void A_road_without_length_or_speed_is_refused(double metres, double speed) =>
        Assert.Throws<ArgumentException>(() => new RoadGraph([new("A", metres, speed, new(0, 0), new(1, 0))], []));

    [Fact]
    public void A_turn_of_a_road_that_is_not_there_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RoadGraph([new("A", 1, 1, new(0, 0), new(1, 0))], [new("A", "B", null)]));

    [Fact]
    public void No_way_is_faster_than_the_one_found_on_any_network()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (graph, live) = RandomNetwork(new Random(seed));
            var best = ByExhaustion(graph, "0", live);
            foreach (var road in graph.Roads)
            {
                var found = RouteSearch.Fastest(graph, "0", road.Id, id => live[id]);
                Assert.True(
                    found is null == !best.ContainsKey(road.Id) && Math.Abs((found?.Seconds ?? 0) - best.GetValueOrDefault(road.Id)) < 1e-6,
                    $"seed {seed}, road {road.Id}: found {found?.Seconds}, best {best.GetValueOrDefault(road.Id)}");
            }
        }
    }

    /// <summary>Roads whose lengths may even be below the straight line, at places that need not meet.</summary>
    private static (RoadGraph Graph, Dictionary<string, double> Live) RandomNetwork(Random random)
    {
        var count = random.Next(2, 25);
        var roads = Enumerable.Range(0, count)
            .Select(id => new Road($"{id}", random.Next(10, 500), random.Next(3, 30), Point(), Point())).ToArray();
        var turns = Enumerable.Range(0, count * 2).Select(_ => new Turn($"{random.Next(count)}", $"{random.Next(count)}", null)).ToArray();
        return (new(roads, turns), roads.ToDictionary(road => road.Id, road => road.FreeSeconds * (0.5 + (3 * random.NextDouble()))));

        GroundPoint Point() => new(random.Next(1_000), random.Next(1_000));
    }

    /// <summary>Bellman and Ford: every turn, as often as there are roads.</summary>
    private static Dictionary<string, double> ByExhaustion(RoadGraph graph, string from, Dictionary<string, double> live)
    {
        var seconds = new Dictionary<string, double> { [from] = Cost(from) };
        foreach (var _ in graph.Roads)
            foreach (var turn in graph.Roads.SelectMany(road => graph.TurnsFrom(road.Id)))
            {
                if (!seconds.TryGetValue(turn.From, out var before)) continue;
                seconds[turn.To] = Math.Min(seconds.GetValueOrDefault(turn.To, double.MaxValue), before + Cost(turn.To));
            }

        return seconds;

        double Cost(string road) => Math.Max(graph.Find(road)!.FreeSeconds, live[road]);
    }
}
