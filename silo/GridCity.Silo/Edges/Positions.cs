using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Protos.Type.V1;

namespace GridCity.Silo.Edges;

/// <summary>Positions of devices as messages.</summary>
internal static class Positions
{
    /// <summary>A device's clock may run ahead by so much.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    /// <summary>Reads a position.</summary>
    /// <param name="field">Path as in the .proto.</param>
    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT: missing or no position on the Earth, or in the future.</exception>
    public static Sighting Read(Position position, string field, DateTimeOffset now)
    {
        if (position.Place is not { } point || !Place.IsOnEarth(point.Longitude, point.Latitude))
            throw Statuses.Invalid(field, "needs a place: degrees north in latitude, degrees east in longitude.");
        if (position.AccuracyMetres is not (>= 0 and <= Sighting.AccuracyMetresMax))
            throw Statuses.Invalid(field, $"needs an accuracy of 0 to {Sighting.AccuracyMetresMax} metres.");
        var at = CaseMessages.Moment(position.At, field);
        return at <= now + AheadMax
            ? new(new(point.Longitude, point.Latitude), position.AccuracyMetres, at)
            : throw Statuses.Invalid(field, "lies in the future. Set the device's clock.");
    }

    public static Position Message(Sighting seen) => new()
    {
        Place = new() { Latitude = seen.Place.Latitude, Longitude = seen.Place.Longitude },
        AccuracyMetres = seen.AccuracyMetres,
        At = CaseMessages.Moment(seen.At),
    };
}
