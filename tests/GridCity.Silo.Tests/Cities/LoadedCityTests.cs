using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Grains.Cases;
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
    public void Every_cell_has_a_duty_grid_with_inspectors_and_the_one_without_a_place_too()
    {
        using var folder = new TestFolder();
        RecordFiles.Write(folder.Path, records: 50);

        var city = LoadedCity.Load(Path.Combine(folder.Path, RecordFiles.CityFolder));

        var duties = PackDuties.Of(city.Pack).ToList();
        Assert.Equal(
            city.Pack.Cells.Select(cell => cell.Code).Append(city.Cells.NoPlaceCell!).Order(StringComparer.Ordinal),
            duties.SelectMany(duty => duty.Cells).Order(StringComparer.Ordinal));
        Assert.All(duties, duty => Assert.All(duty.Cells, cell => Assert.Equal(duty.Grid, city.City.Ground.Of(cell))));
        Assert.All(duties, duty => Assert.All(duty.Inspectors, code => Assert.True(city.HasInspector(code))));
        Assert.All(duties, duty => Assert.NotEmpty(duty.Inspectors));
    }

    [Theory]
    [InlineData(LimitUnit.UrgentWorkHour, 2, 120)]
    [InlineData(LimitUnit.WorkHour, 4, 240)]
    [InlineData(LimitUnit.UrgentWorkDay, 2, 2_880)]
    [InlineData(LimitUnit.WorkDay, 1, 1_440)]
    [InlineData(LimitUnit.CalendarDay, 7, 10_080)]
    public void A_standard_has_its_own_limit(string unit, int limit, int minutes)
    {
        using var folder = new TestFolder();
        var first = SmallCity.Pack.Standards[0] with { Unit = unit, Limit = limit };
        var other = first with { Code = "second", Limit = 1, Unit = LimitUnit.UrgentWorkHour };
        PackWriter.Write(SmallCity.Pack with { Standards = [first, other] }, folder.Path);

        Assert.Equal(
            [new(first.Code, minutes), new("second", 60)], LoadedCity.Load(folder.Path).City.Categories["0101"].Standards);
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
    public void Dispatch_rules_come_before_responsibilities_and_tell_the_time_by_the_citys_clock()
    {
        using var folder = new TestFolder();
        DispatchLine[] rules =
        [
            new("night", "roads", ["0101"], ["330106"], "123", new(22, 0), new(6, 0), IsAutomatic: true),
            new("sunday", "roads", [], [], "7", null, null, IsAutomatic: false),
        ];
        PackWriter.Write(
            SmallCity.Pack with
            {
                Info = SmallCity.Pack.Info with { TimeZone = "Asia/Shanghai" },
                DispatchRules = [.. rules],
                Responsibilities = [new("water", "", "")],
            },
            folder.Path);
        var dispatching = LoadedCity.Load(folder.Path).City.Dispatching;

        string? At(int day, int hour) => dispatching.FirstMatch(
            new("1", "12345", "0101", "330106000000001", Place: null), new(2026, 5, day, hour, 0, 0, TimeSpan.Zero))?.Code;

        Assert.Equal("night", At(day: 4, hour: 14));
        Assert.Equal("responsibilities:2", At(day: 4, hour: 13));
        Assert.Equal("sunday", At(day: 2, hour: 16));
        Assert.Equal("responsibilities:2", At(day: 7, hour: 16));
    }

    [Fact]
    public void A_city_with_summer_time_has_it_in_its_rules()
    {
        using var folder = new TestFolder();
        PackWriter.Write(
            SmallCity.Pack with { Info = SmallCity.Pack.Info with { TimeZone = "America/New_York" } }, folder.Path);
        var clock = LoadedCity.Load(folder.Path).City.Dispatching.Clock;

        Assert.Equal(TimeSpan.FromHours(-5), clock.At(new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)).Offset);
        Assert.Equal(TimeSpan.FromHours(-4), clock.At(new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero)).Offset);
    }

    [Fact]
    public void How_far_a_case_bends_is_in_the_folder()
    {
        using var folder = new TestFolder();
        var limits = new PackLimits(ExtensionsMax: 1, SuspensionDaysMax: 30, ContestsMax: 0);
        PackWriter.Write(SmallCity.Pack with { Info = SmallCity.Pack.Info with { Limits = limits } }, folder.Path);

        Assert.Equal(
            CaseLimits.Usual with { ExtensionsMax = 1, SuspensionDaysMax = 30, ContestsMax = 0 },
            LoadedCity.Load(folder.Path).City.Cases);
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
