using System.Collections.Immutable;
using GridCity.Cities.Checks;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Polygonize;

namespace GridCity.Cities.Generation;

/// <summary>The outline of cells that lie edge to edge.</summary>
internal static class Outlines
{
    /// <summary>The edges that one cell only has, put together to polygons; the same whatever the order of the cells.</summary>
    public static ImmutableArray<Shape> Of(IEnumerable<Shape> cells)
    {
        var book = new EdgeBook();
        foreach (var cell in cells)
            foreach (var edge in Edge.Of(cell)) book.Add(0, edge);
        var polygonizer = new Polygonizer(extractOnlyPolygonal: true);
        foreach (var edge in book.Open.Keys.OrderBy(edge => edge.X1).ThenBy(edge => edge.Y1).ThenBy(edge => edge.X2).ThenBy(edge => edge.Y2))
            polygonizer.Add(Shapes.Factory.CreateLineString([new(edge.X1, edge.Y1), new(edge.X2, edge.Y2)]));
        return [.. Polygons(polygonizer.GetGeometry()).Select(Shapes.Of).OrderBy(shape => shape.Rings[0][0])];
    }

    private static IEnumerable<Polygon> Polygons(Geometry found) =>
        Enumerable.Range(0, found.NumGeometries).Select(index => (Polygon)found.GetGeometryN(index));
}
