using GridCity.Cities.Model;

namespace GridCity.Cities.Places;

/// <summary>Degrees and metres over the size of a city: plane geometry on a sphere as long as the meridian.</summary>
internal static class Ground
{
    /// <summary>Metres of one degree of latitude.</summary>
    public const double DegreeMetres = 111_320;

    /// <summary>Length of a degree of longitude over one of latitude.</summary>
    public static double Squeeze(double latitude) => Math.Cos(latitude * Math.PI / 180);

    public static double SquareMetres(double squareDegrees, double latitude) =>
        squareDegrees * DegreeMetres * DegreeMetres * Squeeze(latitude);

    /// <summary>Area of a shape, its holes left out.</summary>
    public static double SquareMetres(Shape shape)
    {
        var area = Math.Abs(Signed(shape.Rings[0].AsSpan()));
        foreach (var hole in shape.Rings.Skip(1)) area -= Math.Abs(Signed(hole.AsSpan()));
        return SquareMetres(area, shape.Rings[0][1]);
    }

    /// <summary>Area of a ring in square degrees, positive when it goes round against the clock.</summary>
    public static double Signed(ReadOnlySpan<double> ring)
    {
        var sum = 0.0;
        for (var index = 0; index + 3 < ring.Length; index += 2)
            sum += (ring[index] - ring[0]) * (ring[index + 3] - ring[1]) - (ring[index + 2] - ring[0]) * (ring[index + 1] - ring[1]);
        return sum / 2;
    }
}
