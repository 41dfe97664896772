using NetTopologySuite.Geometries;

namespace GridCity.Cities.Tiles;

/// <summary>One square of the web map (Web Mercator, row 0 in the north): from degrees to its own units.</summary>
internal readonly struct TileFrame
{
    /// <summary>Units of a tile's side; usual for vector tiles.</summary>
    public const int Extent = 4096;

    /// <summary>Units around the tile that are drawn too, so that outlines meet over its edge.</summary>
    public const int Margin = 64;

    private const double LatitudeMax = 85.0511287798066;

    private readonly double _side;
    private readonly int _column, _row;

    public TileFrame(int zoom, int column, int row) => (_side, _column, _row) = (Math.Pow(2, zoom), column, row);

    /// <summary>Degrees around the tile and its margin.</summary>
    public Envelope Box()
    {
        const double margin = (double)Margin / Extent;
        return new(
            Longitude(_column - margin), Longitude(_column + 1 + margin), Latitude(_row + 1 + margin), Latitude(_row - margin));
    }

    public (double X, double Y) Units(double longitude, double latitude)
    {
        var sine = Math.Sin(Math.Clamp(latitude, -LatitudeMax, LatitudeMax) * Math.PI / 180);
        var x = (longitude + 180) / 360 * _side - _column;
        var y = (0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * _side - _row;
        return (x * Extent, y * Extent);
    }

    private double Longitude(double column) => column / _side * 360 - 180;

    private double Latitude(double row) => Math.Atan(Math.Sinh(Math.PI * (1 - 2 * row / _side))) * 180 / Math.PI;
}
