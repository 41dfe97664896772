namespace GridCity.Cities.Places;

/// <summary>
/// From GCJ-02, the shifted system of Chinese web maps, to WGS84. The shift has no published inverse; a few rounds of taking
/// the shift of the last guess away come closer than a centimetre.
/// </summary>
public static class Gcj02
{
    private const double AxisMetres = 6_378_245;
    private const double Eccentricity = 0.00669342162296594323;
    private const int Rounds = 6;

    /// <summary>Degrees to degrees.</summary>
    public static (double Longitude, double Latitude) ToWgs84(double longitude, double latitude)
    {
        var (x, y) = (longitude, latitude);
        for (var round = 0; round < Rounds; round++)
        {
            var (shiftX, shiftY) = Shift(x, y);
            (x, y) = (longitude - shiftX, latitude - shiftY);
        }
        return (x, y);
    }

    /// <summary>Degrees to degrees.</summary>
    public static (double Longitude, double Latitude) FromWgs84(double longitude, double latitude)
    {
        var (shiftX, shiftY) = Shift(longitude, latitude);
        return (longitude + shiftX, latitude + shiftY);
    }

    /// <summary>The shift at a WGS84 position, in degrees.</summary>
    private static (double X, double Y) Shift(double longitude, double latitude)
    {
        var (x, y) = (longitude - 105, latitude - 35);
        var bend = 1 - Eccentricity * Math.Pow(Math.Sin(latitude * Math.PI / 180), 2);
        var degreeY = AxisMetres * (1 - Eccentricity) / (bend * Math.Sqrt(bend)) * Math.PI / 180;
        var degreeX = AxisMetres / Math.Sqrt(bend) * Math.Cos(latitude * Math.PI / 180) * Math.PI / 180;
        return (MetresEast(x, y) / degreeX, MetresNorth(x, y) / degreeY);
    }

    private static double MetresEast(double x, double y) =>
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
        + Waves(6 * x, 20, 2 * x, 20) + Waves(x, 20, x / 3, 40) + Waves(x / 12, 150, x / 30, 300);

    private static double MetresNorth(double x, double y) =>
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
        + Waves(6 * x, 20, 2 * x, 20) + Waves(y, 20, y / 3, 40) + Waves(y / 12, 160, y / 30, 320);

    private static double Waves(double first, double firstMetres, double second, double secondMetres) =>
        (firstMetres * Math.Sin(first * Math.PI) + secondMetres * Math.Sin(second * Math.PI)) * 2 / 3;
}
