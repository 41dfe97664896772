using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Cities.Tiles;

namespace GridCity.Cities.Tests.Tiles;

/// <summary>Tiles as a map's program reads them.</summary>
public sealed class CityTileTests
{
    private static readonly CityPack Pack = CityGenerator.Make(new(Seed: 3, Cells: 400, Components: 0, DutyGrids: 20));

    private static readonly CityTiles Tiles = new(Pack);

    [Fact]
    public void All_cells_are_in_the_tiles_of_a_zoom_at_which_they_can_be_seen()
    {
        var zoom = Tiles.ZoomMin(Pack.Info.Codes.Cell[^1].Level)!.Value;
        var layers = TilesAround(zoom).SelectMany(tile => new TileReader(Tiles.Make(zoom, tile.Column, tile.Row)).Layers()).ToList();

        foreach (var level in Pack.Info.Codes.Cell.Select(part => part.Level))
        {
            var digits = Pack.Info.Codes.DigitsOf(level)!.Value;
            var expected = Pack.Cells.Select(cell => ulong.Parse(cell.Code[..digits])).ToHashSet();
            Assert.True(expected.SetEquals(layers.Where(layer => layer.Name == level).SelectMany(layer => layer.Ids)), level);
        }
    }

    [Fact]
    public void Far_away_there_are_areas_and_no_cells()
    {
        var zoom = Tiles.ZoomMin(Pack.Info.Codes.Cell[^1].Level)!.Value - 1;
        var names = TilesAround(zoom).SelectMany(tile => new TileReader(Tiles.Make(zoom, tile.Column, tile.Row)).Layers()).Select(layer => layer.Name).ToHashSet();

        Assert.DoesNotContain("cell", names);
        Assert.Contains("district", names);
    }

    [Fact]
    public void Every_ring_keeps_to_the_tile_and_its_margin()
    {
        foreach (var zoom in (int[])[10, 13, 16])
            foreach (var (column, row) in TilesAround(zoom).Take(8))
                foreach (var layer in new TileReader(Tiles.Make(zoom, column, row)).Layers())
                    Assert.All(layer.Points, point => Assert.True(point is { X: >= -64 and <= 4160, Y: >= -64 and <= 4160 }));
    }

    [Fact]
    public void Where_the_city_is_not_a_tile_is_empty() => Assert.Empty(Tiles.Make(4, 0, 0));

    [Fact]
    public void What_is_no_tile_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Tiles.Make(3, 8, 0));

    private static IEnumerable<(int Column, int Row)> TilesAround(int zoom)
    {
        var points = Pack.Cells.SelectMany(cell => cell.Shape.Rings[0].Chunk(2)).Select(point => Place(point[0], point[1], zoom)).ToList();
        for (var column = points.Min(point => point.Column); column <= points.Max(point => point.Column); column++)
            for (var row = points.Min(point => point.Row); row <= points.Max(point => point.Row); row++)
                yield return (column, row);
    }

    /// <summary>The column and row that hold a point, by the formula of the web map.</summary>
    private static (int Column, int Row) Place(double longitude, double latitude, int zoom)
    {
        var (side, radians) = (1 << zoom, latitude * Math.PI / 180);
        return ((int)((longitude + 180) / 360 * side), (int)((1 - Math.Asinh(Math.Tan(radians)) / Math.PI) / 2 * side));
    }
}
