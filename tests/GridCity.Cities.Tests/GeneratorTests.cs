using GridCity.Cities.Checks;
using GridCity.Cities.Generation;
using GridCity.Cities.Places;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

public sealed class GeneratorTests
{
    public static TheoryData<int, int> Towns => new()
    {
        { 1, 1 }, { 2, 2 }, { 3, 7 }, { 4, 45 }, { 5, 100 }, { 6, 333 }, { 7, 700 }, { 8, 1_500 }, { 9, 3_000 }, { 10, 500 }, { 11, 501 }, { 12, 90 },
    };

    [Theory, MemberData(nameof(Towns))]
    public void A_generated_city_passes_the_check(int seed, int cells)
    {
        using var folder = new PackFolder(PackFolder.SmallTown(seed, cells, components: cells * 3));

        Assert.Empty(folder.Check());
    }

    [Theory, MemberData(nameof(Towns))]
    public void Cells_tile_their_outline_without_gap_or_overlap(int seed, int cells)
    {
        var town = PackFolder.SmallTown(seed, cells, components: 0);

        var ground = town.Outline.Sum(Ground.SquareMetres);
        var filled = town.Cells.Sum(cell => Ground.SquareMetres(cell.Shape));

        Assert.Equal(cells, town.Cells.Length);
        Assert.Single(town.Outline);
        Assert.Equal(1, filled / ground, tolerance: 0.001);
        Assert.All(town.Cells, cell => Assert.True(Shapes.ToPolygon(cell.Shape).IsValid));
    }

    [Fact]
    public void Cells_have_about_10000_square_metres()
    {
        var sizes = PackFolder.SmallTown(cells: 2_000, components: 0).Cells.Select(cell => Ground.SquareMetres(cell.Shape)).ToList();

        Assert.InRange(sizes.Average(), 9_000, 11_000);
        Assert.InRange(sizes.Min(), 3_000, 10_000);
        Assert.InRange(sizes.Max(), 10_000, 20_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_city_to_the_byte_and_another_one_another()
    {
        using var one = new PackFolder(PackFolder.SmallTown(seed: 5));
        using var same = new PackFolder(PackFolder.SmallTown(seed: 5));
        using var other = new PackFolder(PackFolder.SmallTown(seed: 6));

        Assert.Equal(one.Contents(), same.Contents());
        Assert.NotEqual(one.Contents()["cells.geojson"], other.Contents()["cells.geojson"]);
    }

    [Fact]
    public void A_city_has_the_duty_grids_components_and_levels_that_were_asked_for()
    {
        var town = CityGenerator.Make(new(Seed: 1, Cells: 3_000, Components: 5_000, DutyGrids: 135));

        Assert.Equal(135, town.DutyGrids.Length);
        Assert.Equal(5_000, town.Components.Length);
        Assert.Equal(["city", "community", "district", "street"], town.Areas.Select(area => area.Level).Distinct().Order());
        Assert.All(town.Components, component => Assert.NotEqual("", component.Department));
    }

    [Fact]
    public void Cells_of_a_community_are_numbered_from_west_to_east_and_north_to_south()
    {
        foreach (var community in PackFolder.SmallTown().Cells.GroupBy(cell => cell.Code[..12]))
        {
            Assert.Equal(Enumerable.Range(1, community.Count()).Select(number => $"{number:000}"), community.Select(cell => cell.Code[12..]));
            var (first, last) = (community.First().Shape.Rings[0], community.Last().Shape.Rings[0]);
            Assert.True(first[1] > last[1] || first[0] < last[0], $"{community.Key} begins in the south-east.");
        }
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, -1, 1)]
    [InlineData(10, 0, 11)]
    [InlineData(10, 0, 0)]
    [InlineData(CitySketch.CellsMax + 1, 0, 1)]
    public void A_city_that_cannot_be_is_refused(int cells, int components, int dutyGrids) =>
        Assert.Throws<CityMakingException>(() => CityGenerator.Make(new(1, cells, components, dutyGrids)));
}
