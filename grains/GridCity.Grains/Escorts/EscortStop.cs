using System.Collections.Immutable;
using GridCity.Grains.Escorts.Roads;

namespace GridCity.Grains.Escorts;

/// <summary>A signalised intersection on the way of an escort.</summary>
/// <param name="Intersection">Its code.</param>
/// <param name="FromRoad">Id of the road that the vehicle comes from.</param>
/// <param name="ToRoad">Id of the road that it leaves by.</param>
/// <param name="Metres">From the beginning of the route to the stop line.</param>
/// <param name="FreeSeconds">From the beginning of the route at the speeds allowed.</param>
public sealed record EscortStop(string Intersection, string FromRoad, string ToRoad, double Metres, double FreeSeconds)
{
    /// <summary>The stops of a route, in its order.</summary>
    /// <exception cref="ArgumentException">A road of the route is not in the graph.</exception>
    public static ImmutableArray<EscortStop> Of(RoadGraph graph, RoadRoute route)
    {
        var stops = ImmutableArray.CreateBuilder<EscortStop>();
        var (metres, seconds) = (0.0, 0.0);
        for (var at = 0; at < route.Turns.Length; at++)
        {
            var road = graph.Find(route.Roads[at]) ?? throw new ArgumentException($"road {route.Roads[at]} is not in the graph");
            (metres, seconds) = (metres + road.LengthMetres, seconds + road.FreeSeconds);
            if (route.Turns[at] is { Intersection: { } code } turn) stops.Add(new(code, turn.From, turn.To, metres, seconds));
        }

        return stops.ToImmutable();
    }
}
