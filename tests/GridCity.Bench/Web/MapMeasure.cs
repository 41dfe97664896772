using System.Text.Json;
using GridCity.Bench.Edges;
using GridCity.Bench.Results;

namespace GridCity.Bench.Web;

/// <summary>
/// The cockpit in Chromium with a processor four times slower, over a city of 40,625 cells with months of cases: how fast
/// the map pans and takes another colour, an event on the screen, and whether a day leaves something behind.
/// </summary>
internal static class MapMeasure
{
    private const double FramesMin = 30, ColourMsMax = 500, EventMsMax = 2_000, HeapGrowthMax = 1.2;

    public static async Task<EdgeMeasured> RunAsync(WebSettings settings)
    {
        await using var city = await FilledCity.StartAsync(settings, settings.Cases);
        var (at, _) = city.City.Place(new Random(1));
        var result = await PageScript.RunAsync(settings, "map.mjs", city.Place, await city.TokenAsync("clerk"), new
        {
            reportToken = await city.TokenAsync("agent"), category = city.City.Categories[0], latitude = at.Latitude, longitude = at.Longitude,
        });
        return new(Judge(result, settings.Cases), city.Durability);
    }

    private static Measure Judge(JsonElement result, int cases)
    {
        var (frames, colour) = (result.GetProperty("pan_fps").GetDouble(), result.GetProperty("colour_ms").GetDouble());
        var slowest = result.GetProperty("event_to_screen_ms").EnumerateArray().Max(one => one.GetDouble());
        var growth = result.GetProperty("day").GetProperty("growth").GetDouble();
        return new()
        {
            Rate = frames,
            Missed = PageScript.Missed(
                (frames < FramesMin, $"pans at {frames} frames a second, not {FramesMin}"),
                (colour > ColourMsMax, $"takes another colour in {colour} ms, not {ColourMsMax}"),
                (slowest > EventMsMax, $"an event was on the screen after {slowest} ms, not {EventMsMax}"),
                (growth > HeapGrowthMax, $"a day leaves {growth} times the memory")),
            Details = PageScript.Details(result, ("cases", cases)),
        };
    }
}
