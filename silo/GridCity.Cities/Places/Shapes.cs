using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GridCity.Cities.Places;

/// <summary>Between the pack's packed shapes and NetTopologySuite's polygons.</summary>
internal static class Shapes
{
    public static readonly GeometryFactory Factory = new(
        new PrecisionModel(), 4326, PackedCoordinateSequenceFactory.DoubleFactory);

    public static Envelope Box(Shape shape)
    {
        var box = new Envelope();
        var ring = shape.Rings[0].AsSpan();
        for (var index = 0; index < ring.Length; index += 2) box.ExpandToInclude(ring[index], ring[index + 1]);
        return box;
    }

    /// <exception cref="ArgumentException">A ring is not closed or has less than four points.</exception>
    public static Polygon ToPolygon(Shape shape) =>
        Factory.CreatePolygon(Ring(shape.Rings[0]), [.. shape.Rings.Skip(1).Select(Ring)]);

    /// <summary>A shape whose outer ring goes against the clock and whose holes go with it, as RFC 7946 asks.</summary>
    public static Shape Of(Polygon polygon) =>
        new([Packed(polygon.ExteriorRing, true), .. polygon.InteriorRings.Select(hole => Packed(hole, false))]);

    /// <summary>A closed ring against the clock, of corners that are rounded already.</summary>
    public static Shape Of(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var ring = ImmutableArray.CreateBuilder<double>(corners.Length * 2 + 2);
        foreach (var (x, y) in corners) ring.AddRange(x, y);
        ring.AddRange(corners[0].X, corners[0].Y);
        return new([ring.DrainToImmutable()]);
    }

    private static LinearRing Ring(ImmutableArray<double> ring) =>
        Factory.CreateLinearRing(PackedCoordinateSequenceFactory.DoubleFactory.Create([.. ring], 2, 0));

    private static ImmutableArray<double> Packed(LineString ring, bool againstClock)
    {
        var points = ring.Coordinates.Select(point => (X: GeoJson.Round(point.X), Y: GeoJson.Round(point.Y))).ToList();
        ImmutableArray<double> packed = [.. points.SelectMany(point => new[] { point.X, point.Y })];
        if (Ground.Signed(packed.AsSpan()) > 0 == againstClock) return packed;
        points.Reverse();
        return [.. points.SelectMany(point => new[] { point.X, point.Y })];
    }
}
