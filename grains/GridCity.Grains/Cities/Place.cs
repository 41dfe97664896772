using System.Text.Json.Serialization;

namespace GridCity.Grains.Cities;

/// <summary>A position on the ground, WGS84.</summary>
public readonly record struct Place
{
    private const double EarthRadiusMetres = 6_371_000;

    /// <param name="longitude">Degrees east, -180 to 180.</param>
    /// <param name="latitude">Degrees north, -90 to 90.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Not a position on the Earth; ask <see cref="IsOnEarth"/> first.
    /// </exception>
    [JsonConstructor]
    public Place(double longitude, double latitude)
    {
        if (!IsOnEarth(longitude, latitude))
        {
            throw new ArgumentOutOfRangeException(
                nameof(longitude), $"({longitude}, {latitude}) is no position on the Earth.");
        }

        (Longitude, Latitude) = (longitude, latitude);
    }

    /// <summary>Degrees east.</summary>
    public double Longitude { get; }

    /// <summary>Degrees north.</summary>
    public double Latitude { get; }

    /// <summary>Metres along the Earth's surface, taken as a sphere: right to half a percent.</summary>
    public double MetresTo(Place other)
    {
        var (north, east) = (Radians(other.Latitude - Latitude), Radians(other.Longitude - Longitude));
        var (halfNorth, halfEast) = (Math.Sin(north / 2), Math.Sin(east / 2));
        var square = (halfNorth * halfNorth)
            + (Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * halfEast * halfEast);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(square)));
    }

    /// <summary>True when both are numbers within the Earth's range, so that a place can be made of them.</summary>
    public static bool IsOnEarth(double longitude, double latitude) =>
        longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90;

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
