using System.Collections.Immutable;
using GridCity.Cities.Checks;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Triangulate;

namespace GridCity.Cities.Import;

/// <summary>A centre around which a cell grows, in a county.</summary>
internal sealed record Site(string Community, string County, double X, double Y);

/// <summary>
/// Divides counties among sites: each has the ground that is nearer to it than to any other site of its county. All lines are
/// cut at each other on the grid of written positions first, so the pieces lie edge to edge whatever the fences' roundings.
/// </summary>
internal static class VoronoiGround
{
    private const double Grid = 10_000_000;

    /// <summary>A loose piece smaller than this goes to the neighbour with the longest common edge.</summary>
    private const double PieceSquareMetresMin = 10_000;

    /// <summary>Pieces of each community.</summary>
    public static ILookup<string, Shape> Divide(IReadOnlyDictionary<string, Geometry> fences, IReadOnlyList<Site> sites)
    {
        var squeeze = Ground.Squeeze(sites[0].Y);
        var sitesOf = sites.ToLookup(site => site.County);
        var lines = fences.SelectMany(fence => Lines(fence.Value, [.. sitesOf[fence.Key]], squeeze)).ToList();
        var polygonizer = new Polygonizer();
        polygonizer.Add(UnaryUnionNG.Union(Shapes.Factory.BuildGeometry(lines), new PrecisionModel(Grid)));
        var faces = polygonizer.GetPolygons()
            .Select(face => (Shape: Shapes.Of((Polygon)face), Site: Owner(face.InteriorPoint.Coordinate, fences, sitesOf, sites, squeeze).Community));
        var pieces = faces.GroupBy(face => face.Site, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Outlines.Of(group.Select(face => face.Shape)).Select(shape => (group.Key, Shape: shape)));
        return LoosePieces.Join([.. pieces], PieceSquareMetresMin).ToLookup(piece => piece.Community, piece => piece.Shape);
    }

    /// <summary>The fence, and the borders between its sites inside of it.</summary>
    private static IEnumerable<Geometry> Lines(Geometry fence, List<Site> sites, double squeeze)
    {
        yield return fence.Boundary;
        if (sites.Count < 2) yield break;
        var box = fence.EnvelopeInternal;
        var builder = new VoronoiDiagramBuilder { ClipEnvelope = new(box.MinX * squeeze - 1, box.MaxX * squeeze + 1, box.MinY - 1, box.MaxY + 1) };
        builder.SetSites(sites.Select(site => new Coordinate(site.X * squeeze, site.Y)).ToArray());
        foreach (var cell in Cells(builder))
        {
            var ring = cell.ExteriorRing.Coordinates.Select(point => new Coordinate(point.X / squeeze, point.Y)).ToArray();
            yield return OverlayNGRobust.Overlay(
                Shapes.Factory.CreateLineString(ring), fence, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
        }
    }

    private static IEnumerable<Polygon> Cells(VoronoiDiagramBuilder builder)
    {
        var diagram = builder.GetDiagram(Shapes.Factory);
        for (var index = 0; index < diagram.NumGeometries; index++) yield return (Polygon)diagram.GetGeometryN(index);
    }

    /// <summary>The nearest site of the county there; of all counties for a sliver between fences.</summary>
    private static Site Owner(
        Coordinate at, IReadOnlyDictionary<string, Geometry> fences, ILookup<string, Site> sitesOf, IReadOnlyList<Site> sites, double squeeze)
    {
        var point = Shapes.Factory.CreatePoint(at);
        var county = fences.Where(fence => sitesOf.Contains(fence.Key) && fence.Value.EnvelopeInternal.Covers(at) && fence.Value.Covers(point))
            .Select(fence => fence.Key).FirstOrDefault();
        var candidates = county is null ? sites : sitesOf[county];
        return candidates.MinBy(site => Math.Pow((site.X - at.X) * squeeze, 2) + Math.Pow(site.Y - at.Y, 2))!;
    }
}

/// <summary>Gives loose small pieces to a neighbour, so that no community has a cell too small to stand in.</summary>
internal static class LoosePieces
{
    public static IEnumerable<(string Community, Shape Shape)> Join(IReadOnlyList<(string Community, Shape Shape)> pieces, double squareMetresMin)
    {
        var owner = Enumerable.Range(0, pieces.Count).ToArray();
        var sizes = pieces.Select(piece => Ground.SquareMetres(piece.Shape)).ToArray();
        var edges = new Dictionary<Edge, int>();
        for (var index = 0; index < pieces.Count; index++)
            foreach (var edge in Edge.Of(pieces[index].Shape)) edges[edge] = index;
        foreach (var small in Enumerable.Range(0, pieces.Count).Where(index => sizes[index] < squareMetresMin).OrderBy(index => sizes[index]))
            if (Neighbour(pieces[small].Shape, edges, owner, small) is { } neighbour) owner[small] = neighbour;
        return Enumerable.Range(0, pieces.Count).GroupBy(index => Root(owner, index)).OrderBy(group => group.Key)
            .SelectMany(group => Merged(pieces, group));
    }

    private static IEnumerable<(string, Shape)> Merged(IReadOnlyList<(string Community, Shape Shape)> pieces, IGrouping<int, int> group) =>
        group.Count() == 1
            ? [pieces[group.Key]]
            : Outlines.Of(group.Select(index => pieces[index].Shape)).Select(shape => (pieces[group.Key].Community, shape));

    /// <summary>The one with the longest common edge that is not joined to this one already.</summary>
    private static int? Neighbour(Shape shape, Dictionary<Edge, int> edges, int[] owner, int self) =>
        Edge.Of(shape)
            .Select(edge => (Length: Math.Pow(edge.X2 - edge.X1, 2) + Math.Pow(edge.Y2 - edge.Y1, 2), Other: edges.GetValueOrDefault(edge.Reversed, -1)))
            .Where(pair => pair.Other >= 0 && Root(owner, pair.Other) != self)
            .GroupBy(pair => pair.Other)
            .OrderByDescending(group => group.Sum(pair => Math.Sqrt(pair.Length))).ThenBy(group => group.Key)
            .Select(group => (int?)Root(owner, group.Key)).FirstOrDefault();

    private static int Root(int[] owner, int index)
    {
        while (owner[index] != index) index = owner[index];
        return index;
    }
}
