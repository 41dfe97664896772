using System.Globalization;
using GridCity.Cities.Model;
using GridCity.Grains.Escorts;

namespace GridCity.Silo.Escorts;

/// <summary>Another way for one that turned off, or that is late while another way is a good deal faster now.</summary>
internal static class EscortDetour
{
    /// <summary>Late by so long, a way that takes at most so much of the time left is taken instead.</summary>
    private const double LateSecondsMin = 20, BetterShare = 0.8;

    /// <summary>So often: traffic that changes must not send it to and fro.</summary>
    private const int LateReroutesMax = 5;

    /// <param name="road">On which the vehicle says that it is.</param>
    /// <param name="metres">How far it has come there.</param>
    /// <param name="queues">Vehicles that stand before an intersection on a road; null where that is not known.</param>
    /// <param name="mayCross">Whether an intersection lies within the areas of whoever reports; one that turned off has no choice.</param>
    /// <returns>Null to stay as it is.</returns>
    public static (EscortRoute Route, string Why)? Of(
        CityRoads roads, EscortState.UnderWay under, string road, double metres, DateTimeOffset now, Func<RoadLine, double?> queues,
        Func<string, bool> mayCross)
    {
        if (under.OffRoad is { } off)
            return roads.Fastest([off], [under.Asked.To], queues) is { } back ? (back, $"It turned off to {off}.") : null;
        var ahead = under.Route.Legs.Skip(under.Leg).SkipWhile(leg => leg.Road != road).ToArray();
        if (ahead.Length == 0 || under.Reroutes >= LateReroutesMax) return null;
        var left = roads.Left(ahead, metres, queues);
        var late = (now - under.Asked.At).TotalSeconds + left - under.Asked.EstimateSeconds;
        if (late < LateSecondsMin || roads.Fastest([road], [under.Asked.To], queues) is not { } other) return null;
        var others = roads.Left(other.Legs, metres, queues);
        var isSame = other.Legs.Select(leg => leg.Road).SequenceEqual(ahead.Select(leg => leg.Road));
        return isSame || others > left * BetterShare || other.Legs.Any(leg => leg.Intersection is { } code && !mayCross(code))
            ? null
            : (other, string.Create(CultureInfo.InvariantCulture, $"It is {late:0} s late; this way takes {left - others:0} s less now."));
    }
}
