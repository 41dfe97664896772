using System.Collections.Frozen;
using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Grains.Escorts;
using GridCity.Grains.Escorts.Control;
using GridCity.Grains.Escorts.Roads;
using GridCity.Grains.Intersections.Layout;
using GridCity.Silo.Cities;
using Road = GridCity.Grains.Escorts.Roads.Road;

namespace GridCity.Silo.Escorts;

/// <summary>The roads between the city's signals as escorts see them: routes, phases, waits.</summary>
internal sealed class CityRoads
{
    private const double DegreeMetres = 111_320;

    private readonly FrozenDictionary<string, RoadLine> _lines;
    private readonly FrozenDictionary<string, CityIntersection> _intersections;
    private readonly Dictionary<string, IntersectionLayout> _layouts = new(StringComparer.Ordinal);

    private CityRoads(LoadedCity city)
    {
        _lines = city.Pack.Roads.ToFrozenDictionary(line => line.Code, StringComparer.Ordinal);
        _intersections = city.Intersections;
        foreach (var (code, intersection) in _intersections) _layouts[code] = intersection.As.Layout.Build(code);
        Digest = city.Digest;
        Graph = new([.. _lines.Values.Select(RoadOf)], [.. Turns()]);
    }

    /// <summary>Of the folder that it was made of.</summary>
    public string Digest { get; }

    public RoadGraph Graph { get; }

    public static CityRoads Of(LoadedCity city) => new(city);

    /// <summary>Roads that a place names: a road itself, or those that leave or reach an intersection.</summary>
    public IReadOnlyList<string> Named(string place, bool isDestination) =>
        _lines.ContainsKey(place) ? [place]
        :
        [
            .. _lines.Values.Where(line => (isDestination ? line.To : line.From) == place)
                .Select(line => line.Code).Order(StringComparer.Ordinal),
        ];

    /// <summary>The code of the cell of an intersection.</summary>
    public string CellOf(string intersection) => _intersections[intersection].Cell;

    /// <summary>The fastest way from one of some roads to one of others.</summary>
    /// <param name="queues">Vehicles that stand before an intersection on a road; null where that is not known.</param>
    /// <returns>Null when no way leads there.</returns>
    public EscortRoute? Fastest(IReadOnlyList<string> from, IReadOnlyList<string> to, Func<RoadLine, double?> queues) =>
        from.SelectMany(_ => to, (begin, end) => RouteSearch.Fastest(Graph, begin, end, road => Live(road, queues), Wait))
            .OfType<RoadRoute>().MinBy(route => route.Seconds) is { } best ? RouteOf(best) : null;

    /// <summary>What is left of a way without an escort, in seconds, by the same queues and waits as a new way's estimate.</summary>
    /// <param name="legs">From the one that the vehicle is on.</param>
    /// <param name="metres">How far it has come there.</param>
    public double Left(IReadOnlyList<EscortLeg> legs, double metres, Func<RoadLine, double?> queues)
    {
        var seconds = 0.0;
        foreach (var (at, leg) in legs.Index())
        {
            var share = at == 0 ? Math.Clamp(1 - (metres / leg.Metres), 0, 1) : 1;
            seconds += (share * leg.FreeSeconds) + ((Live(leg.Road, queues) ?? leg.FreeSeconds) - leg.FreeSeconds);
            if (at + 1 < legs.Count) seconds += Wait(new(leg.Road, legs[at + 1].Road, leg.Intersection));
        }

        return seconds;
    }

    /// <summary>The line of a road of the graph.</summary>
    public RoadLine Line(string road) => _lines[road];

    private double? Live(string road, Func<RoadLine, double?> queues) =>
        queues(_lines[road]) is { } vehicles ? Graph.Find(road)!.FreeSeconds + (vehicles * EscortSettings.Usual.DischargeSeconds) : null;

    /// <summary>
    /// The mean wait of one who comes at any moment of the first plan's cycle: red squared over twice the cycle, the
    /// uniform delay of F. V. Webster ("Traffic signal settings", Road Research Technical Paper 39, 1958) without traffic.
    /// </summary>
    private double Wait(Turn turn)
    {
        if (turn.Intersection is not { } code || PhaseOf(turn) is not { } phase) return 0;
        var steps = _intersections[code].As.Plans.Plans[0].Steps;
        double cycle = steps.Sum(step => step.Seconds), green = steps.Where(step => step.Phase == phase).Sum(step => step.Seconds);
        return (cycle - green) * (cycle - green) / (2 * cycle);
    }

    private EscortRoute RouteOf(RoadRoute route) =>
        new([.. route.Roads.Select((road, at) => Leg(road, at < route.Turns.Length ? route.Turns[at] : null))], route.Seconds);

    private EscortLeg Leg(string code, Turn? turn)
    {
        var road = Graph.Find(code)!;
        if (turn?.Intersection is not { } intersection) return new(code, road.LengthMetres, road.FreeSeconds);
        var layout = _layouts[intersection];
        return new(
            code, road.LengthMetres, road.FreeSeconds, intersection, PhaseOf(turn),
            layout.ClearanceSecondsMax + layout.MinimumGreenSecondsMax, _lines[code].ToRoad, _lines[turn.To].FromRoad);
    }

    private int? PhaseOf(Turn turn)
    {
        var phases = EscortPhases.For(_layouts[turn.Intersection!], _lines[turn.From].ToRoad, _lines[turn.To].FromRoad, -1);
        return phases.IsEmpty ? null : phases[0];
    }

    /// <summary>Wherever a group of the layout leads from the end of one road to the beginning of another.</summary>
    private IEnumerable<Turn> Turns()
    {
        var leaving = _lines.Values.Where(line => line.From.Length > 0).ToLookup(line => line.From, StringComparer.Ordinal);
        foreach (var line in _lines.Values.Where(line => line.To.Length > 0))
            foreach (var next in leaving[line.To])
            {
                var turn = new Turn(line.Code, next.Code, line.To);
                if (PhaseOf(turn) is not null) yield return turn;
            }
    }

    private Road RoadOf(RoadLine line)
    {
        var (begin, end) = (Point(line.From), Point(line.To));
        return new(line.Code, line.Metres, line.MetresPerSecond, begin ?? end!.Value, end ?? begin!.Value);
    }

    /// <summary>On a plane that touches the Earth at the first intersection: exact enough for a bound.</summary>
    private GroundPoint? Point(string intersection)
    {
        if (intersection.Length == 0) return null;
        var entry = _intersections[intersection].Entry;
        var origin = _intersections.Values.First().Entry;
        var squeeze = Math.Cos(origin.Latitude * Math.PI / 180);
        return new((entry.Longitude - origin.Longitude) * DegreeMetres * squeeze, (entry.Latitude - origin.Latitude) * DegreeMetres);
    }
}
