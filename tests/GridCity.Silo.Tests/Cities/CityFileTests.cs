using System.Text;
using GridCity.Cli.Demo;
using GridCity.Silo.Cities;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Cities;

public sealed class CityFileTests
{
    [Theory]
    [InlineData("\"330106\"", "\"33010\"", "$.code")]
    [InlineData("\"south\": 30.24", "\"south\": 30.27", "$.grid.south")]
    [InlineData("\"cell_metres\": 600", "\"cell_metres\": 5", "$.grid.cell_metres")]
    [InlineData("\"handling_minutes_max\": 120", "\"handling_minutes_max\": 0", "$.categories[0].handling_minutes_max")]
    [InlineData("\"code\": \"roads\"", "\"code\": \"water\"", "$.departments[1].code")]
    [InlineData("\"code\": \"i1\"", "\"code\": \"i/1\"", "$.inspectors[0].code")]
    public void A_city_that_cannot_be_is_refused_with_the_place_in_the_file(string good, string bad, string where)
    {
        var error = Assert.Throws<CityFileException>(() => Load(SmallCity.Json.Replace(good, bad)));

        Assert.StartsWith($"town/city.json: {where}: ", error.Message);
    }

    [Theory]
    [InlineData("\"name\": \"Small city\",", "", "line 8")]
    [InlineData("\"Small city\",", "\"Small city\"", "line 4")]
    [InlineData("\"cell_metres\"", "\"cell_meters\"", "line 4")]
    [InlineData("\"south\": 30.24", "\"south\": \"x\"", "line 4")]
    public void A_file_that_is_no_city_is_refused_with_the_line(string good, string bad, string where)
    {
        var error = Assert.Throws<CityFileException>(() => Load(SmallCity.Json.Replace(good, bad)));

        Assert.StartsWith($"town/city.json: {where}", error.Message);
    }

    [Fact]
    public void A_folder_without_a_city_is_named()
    {
        using var folder = new TestFolder();

        Assert.Contains(folder.Path, Assert.Throws<CityFileException>(() => CityFile.Load(folder.Path)).Message);
    }

    [Fact]
    public void A_city_made_of_records_can_be_loaded_and_has_an_inspector_for_every_cell()
    {
        using var folder = new TestFolder();
        DemoFiles.Write(folder.Path, records: 50);

        var city = CityFile.Load(folder.Path);

        var blocks = city.Document.Inspectors.Where(inspector => inspector.Cells.Length > 6).ToList();
        Assert.All(city.Grid.Cells(), cell => Assert.Single(blocks, inspector => cell.StartsWith(inspector.Cells)));
        Assert.NotNull(city.Grid.NoPlaceCell);
    }

    [Fact]
    public void The_cities_of_this_repository_can_be_loaded()
    {
        var cities = Directory.GetFiles(Path.Combine(Repository.Root, "ops", "cities"), "city.json", SearchOption.AllDirectories);

        Assert.NotEmpty(cities);
        Assert.All(cities, file => CityFile.Load(file));
    }

    private static LoadedCity Load(string json) => CityFile.Load("town/city.json", Encoding.UTF8.GetBytes(json));
}
