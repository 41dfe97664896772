using GridCity.Cities.Changes;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

public sealed class DiffTests
{
    private static readonly CityPack Town = PackFolder.SmallTown(cells: 60, components: 20);

    private static readonly Cell First = Town.Cells[0];

    private static readonly Cell Second = Town.Cells[1];

    [Fact]
    public void The_same_city_has_no_change() => Assert.Empty(PackDiff.Compare(Town, Town));

    [Fact]
    public void A_cell_that_becomes_two_is_split()
    {
        var (left, right) = Halves(First.Shape);
        var after = Town.Cells.SetItem(0, First with { Shape = left }).Add(First with { Code = New(1), Shape = right });

        Assert.Equal([$"cell {First.Code} is split into {First.Code}, {New(1)}"], Lines(Town, Town with { Cells = after }));
    }

    [Fact]
    public void Two_cells_that_become_one_are_merged()
    {
        var (left, right) = Halves(First.Shape);
        var before = Town with { Cells = Town.Cells.SetItem(0, First with { Shape = left }).Add(First with { Code = New(1), Shape = right }) };

        Assert.Equal([$"cells {First.Code}, {New(1)} are merged into {First.Code}"], Lines(before, Town));
    }

    [Fact]
    public void The_same_ground_under_another_code_is_moved() =>
        Assert.Equal(
            [$"cell {First.Code} becomes {New(7)}"],
            Lines(Town, Town with { Cells = Town.Cells.SetItem(0, First with { Code = New(7) }) }));

    [Fact]
    public void Two_cells_that_change_codes_are_both_moved() =>
        Assert.Equal(
            [$"cell {First.Code} becomes {Second.Code}", $"cell {Second.Code} becomes {First.Code}"],
            Lines(Town, Town with
            {
                Cells = Town.Cells.SetItem(0, First with { Shape = Second.Shape }).SetItem(1, Second with { Shape = First.Shape }),
            }).Where(line => line.Contains("becomes")));

    [Fact]
    public void A_cell_may_come_go_change_its_border_or_its_duty_grid()
    {
        var ring = First.Shape.Rings[0];
        var bent = First.Shape with { Rings = [ring.SetItem(2, ring[2] - 0.0001)] };

        Assert.Equal([$"cell {First.Code} is gone"], Lines(Town, Town with { Cells = Town.Cells.RemoveAt(0) }));
        Assert.Equal([$"cell {First.Code} is new"], Lines(Town with { Cells = Town.Cells.RemoveAt(0) }, Town));
        Assert.Equal([$"cell {First.Code} has another border"], Lines(Town, Town with { Cells = Town.Cells.SetItem(0, First with { Shape = bent }) }));
        Assert.Equal(
            [$"cell {First.Code} has another duty_grid"],
            Lines(Town, Town with { Cells = Town.Cells.SetItem(0, First with { DutyGrid = "other" }) }));
    }

    [Fact]
    public void Departments_inspectors_and_rules_are_compared_by_code_and_field()
    {
        var after = Town with
        {
            Departments = Town.Departments.RemoveAt(0).Add(new("new", "9901", new("新", "New"))),
            Inspectors = Town.Inspectors.SetItem(0, Town.Inspectors[0] with { Shift = "late", DutyGrids = ["x"] }),
            Responsibilities = [.. Town.Responsibilities.Reverse()],
        };

        Assert.Equal(
            [
                $"department {Town.Departments[0].Code} is gone", "department new is new",
                "list responsibilities.csv has another order or lines",
                $"inspector {Town.Inspectors[0].Code} has another shift, duty_grids",
            ],
            Lines(Town, after));
    }

    private static string New(int number) => $"{First.Code[..12]}9{number:00}";

    private static IEnumerable<string> Lines(CityPack before, CityPack after) =>
        PackDiff.Compare(before, after).Select(change => change.ToString());

    /// <summary>A quadrilateral cut from the middle of its first edge to the middle of its third.</summary>
    private static (Shape Left, Shape Right) Halves(Shape shape)
    {
        var r = shape.Rings[0];
        var (low, high) = (((r[0] + r[2]) / 2, (r[1] + r[3]) / 2), ((r[4] + r[6]) / 2, (r[5] + r[7]) / 2));
        return (Shapes.Of((r[0], r[1]), low, high, (r[6], r[7])), Shapes.Of(low, (r[2], r[3]), (r[4], r[5]), high));
    }
}
