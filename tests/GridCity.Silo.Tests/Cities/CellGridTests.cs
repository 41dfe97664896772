using GridCity.Silo.Cities;

namespace GridCity.Silo.Tests.Cities;

public sealed class CellGridTests
{
    // 61 rows and columns: two blocks and a bit each way.
    private static readonly GridDocument Box = new(30, 120, 30.0548, 120.0633, CellMetres: 100, NoPlaceCell: true);

    private static readonly CellGrid Grid = new("330106", Box);

    [Fact]
    public void Every_cell_has_a_code_of_its_own()
    {
        var cells = Grid.Cells().ToList();

        Assert.Equal(Grid.Rows * Grid.Columns, cells.Count);
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.Matches("^330106[0-9]{9}$", cell));
        Assert.All(cells, cell => Assert.True(Grid.Has(cell)));
    }

    [Fact]
    public void Numbers_go_from_west_to_east_and_from_north_to_south()
    {
        Assert.Equal("330106001001001", Grid.CellAt(Box.North, Box.West));
        Assert.Equal("330106001001002", Grid.CellAt(Box.North, Box.West + 0.0011));
        Assert.Equal("330106001001031", Grid.CellAt(Box.North - 0.0010, Box.West));
        Assert.Equal("330106001002001", Grid.CellAt(Box.North, Box.West + (30.5 * (Box.East - Box.West) / 61)));
    }

    [Fact]
    public void A_point_lies_in_the_cell_that_the_code_says()
    {
        var found = new HashSet<string>();
        for (var row = 0.5; row < Grid.Rows; row++)
            for (var column = 0.5; column < Grid.Columns; column++)
                found.Add(Grid.CellAt(Latitude(row), Longitude(column))!);

        Assert.Equal(Grid.Cells().ToHashSet(), found);
    }

    [Theory]
    [InlineData(29.9999, 120.01)]
    [InlineData(30.0549, 120.01)]
    [InlineData(30.01, 119.9999)]
    [InlineData(30.01, 120.0634)]
    [InlineData(double.NaN, 120.01)]
    public void Outside_the_box_there_is_no_cell(double latitude, double longitude) =>
        Assert.Null(Grid.CellAt(latitude, longitude));

    [Theory]
    [InlineData("330107001001001")]
    [InlineData("33010600100100")]
    [InlineData("330106001001000")]
    [InlineData("330106001001901")]
    [InlineData("330106009001001")]
    [InlineData("33010600100100x")]
    public void A_code_of_no_cell_is_known_as_such(string code) => Assert.False(Grid.Has(code));

    /// <summary>The last row and column end at the box, short of a whole cell.</summary>
    private static double Latitude(double row) => Math.Max(Box.South, Box.North - (row * 100 / CellGrid.DegreeMetres));

    private static double Longitude(double column) =>
        Math.Min(Box.East, Box.West + (column * 100 / CellGrid.DegreeMetres / Math.Cos((Box.South + Box.North) / 2 * Math.PI / 180)));
}
