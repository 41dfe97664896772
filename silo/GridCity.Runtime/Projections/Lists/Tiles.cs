using GridCity.Grains.Cities;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Squares of the map by number, so that an ordinary index finds what is near: 0.002 degrees, about 220 m from south to
/// north. Stored: the size never changes within one edition of the lists.
/// </summary>
public static class Tiles
{
    /// <summary>Farthest distance that is looked for, in metres.</summary>
    public const double MetresMax = 1_000;

    private const double Degrees = 0.002;
    private const long Row = 1_000_000;
    private const double MetresPerDegree = 111_195;

    /// <summary>Number of the tile at a place.</summary>
    public static long Of(Place place) => Number(Index(place.Latitude, 90), Index(place.Longitude, 180));

    /// <summary>Numbers of all tiles within a distance.</summary>
    /// <param name="metres">At most <see cref="MetresMax"/>.</param>
    public static long[] Around(Place place, double metres)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(metres, MetresMax);
        var (high, wide) = (metres / MetresPerDegree, metres / (MetresPerDegree * Math.Max(0.01, Narrowing(place.Latitude))));
        var (south, north) = (Index(place.Latitude - high, 90), Index(place.Latitude + high, 90));
        var (west, east) = (Index(place.Longitude - wide, 180), Index(place.Longitude + wide, 180));
        var numbers = new List<long>();
        for (var row = south; row <= north; row++)
            for (var column = west; column <= east; column++) numbers.Add(Number(row, column));
        return [.. numbers];
    }

    /// <summary>Metres between two places of one city: the ground is taken as flat, which is right to a thousandth there.</summary>
    public static double Metres(Place one, Place other)
    {
        var north = (other.Latitude - one.Latitude) * MetresPerDegree;
        var east = (other.Longitude - one.Longitude) * MetresPerDegree * Narrowing(one.Latitude);
        return Math.Sqrt((north * north) + (east * east));
    }

    private static double Narrowing(double latitude) => Math.Cos(latitude * Math.PI / 180);

    private static long Index(double degrees, double half) => (long)Math.Floor((degrees + half) / Degrees);

    private static long Number(long row, long column) => (row * Row) + column;
}
