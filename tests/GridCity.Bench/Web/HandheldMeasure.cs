using System.Text.Json;
using GridCity.Bench.Edges;
using GridCity.Bench.Load;
using GridCity.Bench.Results;

namespace GridCity.Bench.Web;

/// <summary>An inspector opens the handheld for the first time, in Chromium with a processor four times slower and nothing kept.</summary>
internal static class HandheldMeasure
{
    private const double PaintMsMax = 1_500, LoadKilobytesMax = 300;

    /// <summary>From the address to the first thing of use: the inspector's tasks, or that there are none. Slowest of several.</summary>
    public static async Task<EdgeMeasured> FirstPaintAsync(WebSettings settings)
    {
        var (result, durability) = await OpenAsync(settings);
        var slowest = result.GetProperty("useful_ms").EnumerateArray().Max(one => one.GetDouble());
        var measure = new Measure
        {
            P50Ms = result.GetProperty("useful_ms").EnumerateArray().Select(one => one.GetDouble()).Order().ElementAt(2),
            Missed = PageScript.Missed((slowest >= PaintMsMax, $"the first useful paint after {slowest} ms, not under {PaintMsMax}")),
            Details = PageScript.Details(result),
        };
        return new(measure, durability);
    }

    /// <summary>What goes over the wire until the tasks are there, as it is compressed.</summary>
    public static async Task<EdgeMeasured> FirstLoadAsync(WebSettings settings)
    {
        var (result, durability) = await OpenAsync(settings);
        var kilobytes = result.GetProperty("first_load_kb").GetDouble();
        var measure = new Measure
        {
            Missed = PageScript.Missed((kilobytes >= LoadKilobytesMax, $"the first load is {kilobytes} kB, not under {LoadKilobytesMax}")),
            Details = PageScript.Details(result),
        };
        return new(measure, durability);
    }

    private static async Task<(JsonElement Result, Dictionary<string, string> Durability)> OpenAsync(WebSettings settings)
    {
        await using var silo = await EdgeSilo.StartAsync(settings.Edge);
        var inspector = BenchCity.Inspectors[0];
        var token = await silo.Tokens.AnotherAsync(silo.Channel, "handheld", "inspector", inspector);
        var result = await PageScript.RunAsync(settings, "handheld.mjs", silo.Place, $"Bearer {token}", new { unit = inspector });
        return (result, silo.Durability);
    }
}
