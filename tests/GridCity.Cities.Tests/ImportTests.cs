using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Import;
using GridCity.Cities.Places;
using GridCity.Cities.Tests.Support;
using GridCity.Testing;

namespace GridCity.Cities.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public ImportTests()
    {
        Write("adcode-990100.csv",
            "990100000000,990000000000,Two,city,2,,,,,f,f,f,120,30,,,,,,",
            "990101000000,990100000000,East,county,3,,,,,f,f,f,120.06,30.02,,,,,,",
            "990102000000,990100000000,West,county,3,,,,,f,f,f,120.02,30.02,,,,,,",
            "990103000000,990100000000,Seat,county,3,,,,,f,t,f,,,,,,,,");
        Write("adcode-990101.csv",
            "990101001000,990101000000,Hill,town,4,,,,,f,f,f,120.055,30.02,,,,,,",
            "990101001001,990101001000,Top,village,5,,,,111,f,f,f,120.05,30.01,,,,,,",
            "990101001002,990101001000,Foot,village,5,,,,111,f,f,f,120.07,30.03,,,,,,",
            "990101001003,990101001000,Lost,village,5,,,,111,f,f,f,,,,,,,,");
        Write("adcode-990102.csv", "990102001000,990102000000,Lake,town,4,,,,,f,f,f,120.02,30.02,,,,,,");
        Write("fence-990101.json", Fence(120.04, 120.08));
        Write("fence-990102.json", Fence(120, 120.04));
    }

    [Fact]
    public void Each_community_has_the_ground_nearest_to_its_centre_within_its_county()
    {
        var city = HierarchyImport.Make(_folder.Path);
        using var folder = new PackFolder(city.Pack);

        Assert.Empty(folder.Check());
        Assert.Equal(
            ["990101001000001", "990101001001001", "990101001002001", "990102001000001"], city.Pack.Cells.Select(cell => cell.Code));
        Assert.Equal(["990101001003 Lost: no centre"], city.WithoutGround);
        Assert.Contains(city.Pack.Areas, area => area.Code == "990101001003");
        var (x, y) = Gcj02.ToWgs84(120.05, 30.01);
        Assert.Equal("990101001001001", new CellIndex(city.Pack.Cells).Find(x, y)?.Code);
    }

    [Theory]
    [InlineData("adcode-990101.csv", "990101001001,", "99010100100,", "adcode-990101.csv:2: code '99010100100' is not 12 digits.")]
    [InlineData("adcode-990101.csv", "Top,village", "Top,hamlet", "adcode-990101.csv:2: level 'hamlet' is none of")]
    [InlineData("adcode-990101.csv", "120.05,30.01", "here,30.01", "adcode-990101.csv:2: centre 'here, 30.01' is no longitude")]
    [InlineData("adcode-990100.csv", ",city,", ",county,", "adcode-*.csv: no row is of level city.")]
    [InlineData("fence-990101.json", "Polygon", "Circle", "fence-990101.json: is no GeoJSON Polygon")]
    [InlineData("fence-990101.json", "[120.08,30.04]", "[120.08]", "fence-990101.json: is no GeoJSON Polygon")]
    [InlineData("fence-990101.json", "}", "", "fence-990101.json:")]
    public void A_file_that_cannot_be_used_is_named_with_line_and_reason(string file, string good, string bad, string reason)
    {
        var path = Path.Combine(_folder.Path, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(good, bad));

        Assert.Contains(reason, Assert.Throws<PackException>(() => HierarchyImport.Make(_folder.Path)).Message);
    }

    [Fact]
    public void A_county_without_a_fence_is_refused()
    {
        File.Delete(Path.Combine(_folder.Path, "fence-990102.json"));

        Assert.Contains("fence-990102.json: cannot be read", Assert.Throws<PackException>(() => HierarchyImport.Make(_folder.Path)).Message);
    }

    [Theory]
    [InlineData(120.1551, 30.2741)]
    [InlineData(116.3974, 39.9087)]
    [InlineData(87.6168, 43.8256)]
    public void A_shifted_position_is_taken_back_to_the_centimetre(double longitude, double latitude)
    {
        var (x, y) = Gcj02.FromWgs84(longitude, latitude);
        var (backX, backY) = Gcj02.ToWgs84(x, y);

        Assert.InRange(Math.Abs(x - longitude) + Math.Abs(y - latitude), 0.001, 0.02);
        Assert.Equal((longitude, latitude), (Math.Round(backX, 7), Math.Round(backY, 7)));
    }

    [Fact]
    public void Hangzhou_becomes_a_city_without_gap_or_overlap()
    {
        var city = HierarchyImport.Make(SharedData.Find("data/geo-hangzhou"));
        using var folder = new PackFolder(city.Pack);

        Assert.Empty(folder.Check());
        Assert.Equal(13, city.Pack.Areas.Count(area => area.Level == "district"));
        Assert.Equal(195, city.Pack.Areas.Count(area => area.Level == "street"));
        Assert.InRange(city.Pack.Outline.Sum(Ground.SquareMetres) / 1e6, 16_000, 17_500);
        Assert.True(city.Pack.Cells.Length > 700, $"{city.Pack.Cells.Length} cells");
    }

    public void Dispose() => _folder.Dispose();

    private static string Fence(double west, double east) => FormattableString.Invariant(
        $"{{\"type\":\"Polygon\",\"coordinates\":[[[{west},30],[{east},30],[{east},30.04],[{west},30.04],[{west},30]]]}}");

    private void Write(string file, params string[] lines) =>
        File.WriteAllText(Path.Combine(_folder.Path, file), string.Join('\n', lines) + "\n");
}
