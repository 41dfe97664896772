using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Union;

namespace GridCity.Cities.Tiles;

/// <summary>
/// The city's map as vector tiles (Mapbox Vector Tile 2.1): a layer per level of areas and one of cells, each from the zoom
/// on at which its parts are large enough to see. A feature's id is its code as a number. Areas are the union of their
/// cells, made once. Safe for many threads.
/// </summary>
public sealed class CityTiles
{
    public const int ZoomMax = 18;

    /// <summary>Smaller than so many pixels, a part is not seen and only costs time.</summary>
    private const double PixelsMin = 3;

    /// <summary>Metres of a pixel at the equator at zoom 0, with tiles of 512 pixels.</summary>
    private const double PixelMetres = 78_271.517;

    private readonly ImmutableArray<Layer> _layers;

    /// <exception cref="ArgumentException">A cell's shape is no polygon.</exception>
    public CityTiles(CityPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var parts = pack.Cells.Select(cell => new Part(cell.Code, cell.Shape)).ToList();
        layers.Add(LayerOf(pack.Info.Codes.Cell[^1].Level, parts));
        var polygons = pack.Cells.Select(cell => (cell.Code, Shape: (Geometry)Shapes.ToPolygon(cell.Shape))).ToList();
        foreach (var level in pack.Info.Codes.Cell.Reverse().Skip(1))
        {
            var digits = pack.Info.Codes.DigitsOf(level.Level)!.Value;
            polygons = [.. polygons.GroupBy(part => part.Code[..digits]).Select(group => (group.Key, Union([.. group.Select(part => part.Shape)])))];
            layers.Add(LayerOf(level.Level, [.. polygons.SelectMany(part => PartsOf(part.Code, part.Shape))]));
        }

        _layers = layers.ToImmutable();
    }

    /// <summary>The zoom from which on the tiles have a level.</summary>
    /// <returns>Null for an unknown level.</returns>
    public int? ZoomMin(string level) => _layers.FirstOrDefault(layer => layer.Level == level)?.ZoomMin;

    /// <summary>One tile; empty where the city is not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No tile of this zoom.</exception>
    public byte[] Make(int zoom, int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zoom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, ZoomMax);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, 1 << zoom);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, 1 << zoom);
        var frame = new TileFrame(zoom, column, row);
        var tile = new TileWriter();
        foreach (var layer in _layers)
            if (zoom >= layer.ZoomMin && Write(layer, frame) is { } written) tile.Message(3, written);
        return tile.Written.ToArray();
    }

    private static TileWriter? Write(Layer layer, TileFrame frame)
    {
        var found = layer.Tree.Query(frame.Box());
        if (found.Count == 0) return null;
        var (written, features) = (new TileWriter().Number(15, 2).Text(1, layer.Level), 0);
        foreach (var part in found.OrderBy(part => part.Code, StringComparer.Ordinal))
        {
            var commands = TileRing.Commands(part.Shape.Rings, frame);
            if (commands.Count == 0) continue;
            const ulong polygon = 3;
            var id = ulong.Parse(part.Code, NumberStyles.None, CultureInfo.InvariantCulture);
            written.Message(2, new TileWriter().Number(1, id).Number(3, polygon).Packed(4, commands));
            features++;
        }

        return features == 0 ? null : written.Number(5, TileFrame.Extent);
    }

    private static Layer LayerOf(string level, List<Part> parts)
    {
        var tree = new STRtree<Part>();
        foreach (var part in parts) tree.Insert(Shapes.Box(part.Shape), part);
        tree.Build();
        return new(level, parts.Count == 0 ? 0 : ZoomOf(parts), tree);
    }

    private static int ZoomOf(List<Part> parts)
    {
        var metres = Math.Sqrt(parts.Average(part => Ground.SquareMetres(part.Shape)));
        var squeeze = Ground.Squeeze(parts[0].Shape.Rings[0][1]);
        return Math.Clamp((int)Math.Ceiling(Math.Log2(PixelMetres * squeeze * PixelsMin / metres)), 0, ZoomMax);
    }

    /// <summary>Cells fill the ground without gap or overlap, which is quickly put together; a survey's slivers are not.</summary>
    private static Geometry Union(Geometry[] shapes)
    {
        var collection = Shapes.Factory.CreateGeometryCollection(shapes);
        try
        {
            if (CoverageUnion.Union(collection) is { IsValid: true } union) return union;
        }
        catch (TopologyException)
        {
            // No clean coverage.
        }

        return UnaryUnionOp.Union((Geometry)collection);
    }

    private static IEnumerable<Part> PartsOf(string code, Geometry shape) =>
        Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().Select(polygon => new Part(code, Shapes.Of(polygon)));

    private sealed record Layer(string Level, int ZoomMin, STRtree<Part> Tree);

    private sealed record Part(string Code, Shape Shape);
}
