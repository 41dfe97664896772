using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace GridCity.Cities.Checks;

/// <summary>
/// The cells fill the outline without gap or overlap. Slivers up to a square metre are let pass: surveys round, and the
/// index sends their points to the nearest cell.
/// </summary>
internal static class TilingRules
{
    /// <summary>The number under which the outline's edges stand in the book.</summary>
    private const int OutlineNumber = -1;

    private const double SliverSquareMetresMax = 1;

    public static void Run(CheckContext context)
    {
        var book = Book(context.Pack);
        if (book.Open.Count == 0 && book.Doubled.Count == 0) return;
        Overlaps(context, [.. book.Doubled.Union(book.Open.Values).Where(number => number != OutlineNumber).Order()]);
        Faces(context, book.Open.Keys);
    }

    /// <summary>The outline counts as the other side of its cells: its edges go round the other way.</summary>
    private static EdgeBook Book(CityPack pack)
    {
        var book = new EdgeBook();
        for (var number = 0; number < pack.Cells.Length; number++)
            foreach (var edge in Edge.Of(pack.Cells[number].Shape)) book.Add(number, edge);
        foreach (var piece in pack.Outline)
            foreach (var edge in Edge.Of(piece)) book.Add(OutlineNumber, edge.Reversed);
        return book;
    }

    private static void Overlaps(CheckContext context, List<int> suspects)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var number in suspects)
            foreach (var other in context.Index.Meeting(Shapes.Box(context.Pack.Cells[number].Shape)))
                if (other != number && seen.Add((Math.Min(number, other), Math.Max(number, other))))
                    Overlap(context, Math.Max(number, other), Math.Min(number, other));
    }

    private static void Overlap(CheckContext context, int number, int other)
    {
        var (cell, before) = (context.Pack.Cells[number], context.Pack.Cells[other]);
        var common = OverlayNGRobust.Overlay(Shapes.ToPolygon(cell.Shape), Shapes.ToPolygon(before.Shape), SpatialFunction.Intersection);
        var metres = Ground.SquareMetres(common.Area, cell.Shape.Rings[0][1]);
        if (metres > SliverSquareMetresMax)
            context.Fault(PackFiles.Cells, number, $"{cell.Code} overlaps {before.Code} by {metres:0} m².");
    }

    /// <summary>What the open edges enclose is a gap, or a cell's part outside of the outline.</summary>
    private static void Faces(CheckContext context, IEnumerable<Edge> edges)
    {
        var lines = edges.Select(edge => Shapes.Factory.CreateLineString([new(edge.X1, edge.Y1), new(edge.X2, edge.Y2)]));
        var polygonizer = new Polygonizer();
        polygonizer.Add(OverlayNGRobust.Union((Geometry)Shapes.Factory.CreateMultiLineString([.. lines])));
        foreach (var face in polygonizer.GetPolygons()) Face(context, face);
    }

    private static void Face(CheckContext context, Geometry face)
    {
        var metres = Ground.SquareMetres(face.Area, face.Coordinate.Y);
        if (metres <= SliverSquareMetresMax) return;
        var at = face.InteriorPoint.Coordinate;
        var covering = Covering(context, at);
        var isGround = context.Pack.Outline.Any(piece => RingTest.Covers(piece, at.X, at.Y));
        if (covering is not null == isGround) return;
        var place = $"{metres:0} m² at ({GeoJson.Degrees(GeoJson.Round(at.X))}, {GeoJson.Degrees(GeoJson.Round(at.Y))})";
        var index = covering ?? Beside(context, face);
        var code = context.Pack.Cells[index].Code;
        if (isGround) context.Fault(PackFiles.Cells, index, $"a gap of {place} beside {code}: no cell fills it.");
        else context.Fault(PackFiles.Cells, index, $"{code} lies outside of the outline with {place}.");
    }

    /// <summary>The first cell over a point.</summary>
    private static int? Covering(CheckContext context, Coordinate at) =>
        context.Index.Meeting(new(at)).Order().Cast<int?>()
            .FirstOrDefault(index => RingTest.Covers(context.Pack.Cells[index!.Value].Shape, at.X, at.Y));

    /// <summary>The first cell that touches the face, or the first of all beside a gap that none touches.</summary>
    private static int Beside(CheckContext context, Geometry face) =>
        context.Index.Meeting(face.EnvelopeInternal).Order()
            .FirstOrDefault(number => Shapes.ToPolygon(context.Pack.Cells[number].Shape).Intersects(face));
}
