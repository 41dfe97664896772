using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cli.Demo;
using GridCity.Silo.Cities;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Cities;

public sealed class LoadedCityTests
{
    [Fact]
    public void A_broken_folder_is_refused_with_file_line_and_reason()
    {
        using var folder = new TestFolder();
        PackWriter.Write(SmallCity.Pack with { Departments = [] }, folder.Path);

        var error = Assert.Throws<PackException>(() => LoadedCity.Load(folder.Path));

        Assert.Contains("departments.csv: is empty; a city needs at least one.", error.Message);
    }

    [Fact]
    public void Every_cell_has_an_inspector_and_the_one_without_a_place_too()
    {
        using var folder = new TestFolder();
        DemoFiles.Write(folder.Path, records: 50);

        var city = LoadedCity.Load(Path.Combine(folder.Path, DemoFiles.CityFolder));

        Assert.Equal(
            city.Pack.Cells.Select(cell => cell.Code).Append(city.Cells.NoPlaceCell), city.Cells.Duties().Select(duty => duty.Cell));
        Assert.All(city.Cells.Duties(), duty => Assert.True(city.Cells.Has(duty.Cell) && city.HasInspector(duty.Inspector)));
    }

    [Theory]
    [InlineData(LimitUnit.UrgentWorkHour, 2, 120)]
    [InlineData(LimitUnit.WorkHour, 4, 240)]
    [InlineData(LimitUnit.UrgentWorkDay, 2, 2_880)]
    [InlineData(LimitUnit.WorkDay, 1, 1_440)]
    [InlineData(LimitUnit.CalendarDay, 7, 10_080)]
    public void A_category_has_the_limit_of_its_first_standard(string unit, int limit, int minutes)
    {
        using var folder = new TestFolder();
        var first = SmallCity.Pack.Standards[0] with { Unit = unit, Limit = limit };
        PackWriter.Write(SmallCity.Pack with { Standards = [first, first with { Code = "second", Limit = 99 }] }, folder.Path);

        Assert.Equal(minutes, LoadedCity.Load(folder.Path).City.Categories["0101"].HandlingMinutesMax);
    }

    [Fact]
    public void Responsibilities_are_dispatch_rules_in_the_order_of_the_file()
    {
        using var folder = new TestFolder();
        var (one, other) = (SmallCity.Pack.Departments[0].Code, SmallCity.Pack.Departments[1].Code);
        Responsibility[] lines = [new(other, "0101", ""), new(one, "", "")];
        PackWriter.Write(SmallCity.Pack with { Responsibilities = [.. lines] }, folder.Path);

        var rule = LoadedCity.Load(folder.Path).City.Dispatching
            .FirstMatch(new("1", "12345", "0101", "330106000000001", Place: null), DateTimeOffset.UnixEpoch);

        Assert.Equal(("responsibilities:2", other, false), (rule?.Code, rule?.Department, rule?.IsAutomatic));
    }

    [Fact]
    public void The_digest_changes_with_any_file()
    {
        using var folder = new TestFolder();
        PackWriter.Write(SmallCity.Pack, folder.Path);
        var before = LoadedCity.Load(folder.Path).Digest;
        Assert.Equal(before, LoadedCity.Load(folder.Path).Digest);

        PackWriter.Write(SmallCity.Pack with { Shifts = [SmallCity.Pack.Shifts[0] with { Days = "12345" }] }, folder.Path);

        Assert.NotEqual(before, LoadedCity.Load(folder.Path).Digest);
    }

    [Fact]
    public void The_cities_of_this_repository_can_be_loaded()
    {
        var cities = Directory.GetDirectories(Path.Combine(Repository.Root, "ops", "cities"));

        Assert.NotEmpty(cities);
        Assert.All(cities, folder => LoadedCity.Load(folder));
    }
}
