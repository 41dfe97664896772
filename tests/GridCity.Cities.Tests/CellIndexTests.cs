using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

public sealed class CellIndexTests
{
    private const int PointsCount = 4_000;

    private static readonly CityPack Town = PackFolder.SmallTown(seed: 3, cells: 400, components: 1_000);

    private static readonly CellIndex Index = new(Town.Cells);

    [Fact]
    public void A_component_is_found_in_its_cell() =>
        Assert.All(Town.Components, component => Assert.Equal(component.Cell, Index.Find(component.Longitude, component.Latitude)?.Code));

    [Fact]
    public void A_corner_belongs_to_the_smallest_code_of_the_cells_that_share_it()
    {
        var corners = Town.Cells.SelectMany(cell => Points(cell).Select(point => (point, cell.Code)))
            .GroupBy(pair => pair.point, pair => pair.Code);

        Assert.All(corners, corner => Assert.Equal(corner.Min(StringComparer.Ordinal), Index.Find(corner.Key.X, corner.Key.Y)?.Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_point_has_the_same_cell_whatever_the_order_of_the_cells(int seed)
    {
        var random = new Random(seed);
        var shuffled = Town.Cells.ToArray();
        random.Shuffle(shuffled);
        var other = new CellIndex([.. shuffled]);

        foreach (var (x, y) in OnEdges(random)) Assert.Same(Index.Find(x, y), other.Find(x, y));
    }

    [Fact]
    public void The_direction_and_start_of_a_ring_do_not_matter()
    {
        var turned = new CellIndex([.. Town.Cells.Select(cell => cell with { Shape = Turned(cell.Shape) })]);

        foreach (var (x, y) in OnEdges(new(7))) Assert.Equal(Index.Find(x, y)?.Code, turned.Find(x, y)?.Code);
    }

    [Fact]
    public void A_point_on_an_inner_edge_has_one_of_the_cells_beside_it()
    {
        foreach (var (x, y) in OnEdges(new(9)))
            Assert.True(Index.Find(x, y) is { } found && RingTest.MetresTo(found.Shape, x, y) < 0.001, $"({x}, {y})");
    }

    [Fact]
    public void Outside_of_the_city_there_is_no_cell_and_within_a_metre_of_it_the_nearest()
    {
        var (south, cell) = Town.Cells.SelectMany(cell => Points(cell).Select(point => (point, cell))).MinBy(pair => pair.point.Y);

        Assert.Null(Index.Find(0, 0));
        Assert.Null(Index.Find(double.NaN, 30));
        Assert.Null(Index.Find(south.X, south.Y - 0.0001));
        Assert.NotNull(Index.Find(south.X, south.Y - 0.000005));
        Assert.Null(new CellIndex([]).Find(south.X, south.Y));
    }

    [Fact]
    public void A_hole_belongs_to_the_cell_in_it()
    {
        var lake = Shapes.Of((1, 1), (2, 1), (2, 2), (1, 2));
        var shore = new Shape([Shapes.Of((0, 0), (3, 0), (3, 3), (0, 3)).Rings[0], lake.Rings[0]]);
        var index = new CellIndex([Cell("1", shore), Cell("2", lake)]);

        Assert.Equal("2", index.Find(1.5, 1.5)?.Code);
        Assert.Equal("1", index.Find(0.5, 1.5)?.Code);
        Assert.Equal("1", index.Find(1, 1.5)?.Code);
    }

    private static Cell Cell(string code, Shape shape) => new(code, "", "", null, null, shape);

    private static IEnumerable<(double X, double Y)> Points(Cell cell)
    {
        var ring = cell.Shape.Rings[0];
        for (var at = 0; at + 2 < ring.Length; at += 2) yield return (ring[at], ring[at + 1]);
    }

    /// <summary>Points on edges as closely as numbers allow, and corners.</summary>
    private static IEnumerable<(double X, double Y)> OnEdges(Random random)
    {
        for (var count = 0; count < PointsCount; count++)
        {
            var ring = Town.Cells[random.Next(Town.Cells.Length)].Shape.Rings[0];
            var (at, along) = (random.Next(ring.Length / 2 - 1) * 2, random.Next(4) * random.NextDouble() / 3);
            yield return (ring[at] + (ring[at + 2] - ring[at]) * along, ring[at + 1] + (ring[at + 3] - ring[at + 1]) * along);
        }
    }

    private static Shape Turned(Shape shape)
    {
        var points = Points(Cell("", shape)).Reverse().ToList();
        var ring = points.Skip(1).Concat(points.Take(2)).SelectMany(point => new[] { point.X, point.Y });
        return new([ImmutableArray.CreateRange(ring)]);
    }
}
