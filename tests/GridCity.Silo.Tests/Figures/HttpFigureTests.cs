using GridCity.Grains;
using GridCity.Silo.Tests.Http;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Figures;

/// <summary>Figures and tiles over HTTP, as the page asks for them.</summary>
public sealed class HttpFigureTests(SharedSilo shared)
{
    [Fact]
    public async Task Figures_of_an_area_stream_and_name_their_area()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "cockpit-clerk");
        var area = SmallCity.Pack.Cells[0].Code[..4];

        using var watch = await clerk.WatchAsync($"/v1/areas/{area}/figures/watch?level=cell");
        var first = (await watch.NextAsync())!;

        Assert.True(first.Data.GetProperty("all").GetBoolean());
        Assert.Equal(24, first.Data.GetProperty("figures").GetProperty("hours").GetArrayLength());
        Assert.Equal(area, (await clerk.GetAsync($"/v1/areas/{area}/figures")).Done().GetProperty("area").GetString());
        (await clerk.GetAsync("/v1/areas/77/figures")).Names("area");
    }

    [Fact]
    public async Task A_tile_is_kept_for_as_long_as_the_city_is_the_same()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "cockpit-clerk");
        var areas = (await clerk.GetAsync("/v1/areas")).Done();
        var edition = areas.GetProperty("edition").GetString();
        var zoom = areas.GetProperty("levels")[0].GetProperty("zoom_min").GetInt32();
        var (column, row) = Place(SmallCity.Longitude, SmallCity.Latitude, zoom);
        var tile = $"/v1/tiles/{edition}/{zoom}/{column}/{row}";

        var first = await clerk.GetAsync(tile);
        var again = await clerk.GetAsync(tile, ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal((200, "application/vnd.mapbox-vector-tile"), (first.Status, first.Type));
        Assert.NotEmpty(first.Bytes);
        Assert.Equal((304, 0), (again.Status, again.Bytes.Length));
        (await clerk.GetAsync($"/v1/tiles/{edition}/1/2/0")).Names("column");
        (await clerk.GetAsync("/v1/tiles/older/0/0/0")).Problem(404);
    }

    /// <summary>The column and row that hold a point, by the formula of the web map.</summary>
    private static (int Column, int Row) Place(double longitude, double latitude, int zoom)
    {
        var (side, radians) = (1 << zoom, latitude * Math.PI / 180);
        return ((int)((longitude + 180) / 360 * side), (int)((1 - Math.Asinh(Math.Tan(radians)) / Math.PI) / 2 * side));
    }
}
