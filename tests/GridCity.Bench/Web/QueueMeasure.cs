using System.Text.Json;
using GridCity.Bench.Edges;
using GridCity.Bench.Results;

namespace GridCity.Bench.Web;

/// <summary>The desk in Chromium with a processor four times slower: a list of 100,000 cases, scrolled from its first to its last.</summary>
internal static class QueueMeasure
{
    private const int Cases = 100_000;

    /// <summary>A frame that takes longer is seen as a jerk: three of a screen's sixty a second.</summary>
    private const double FrameP95MsMax = 50;

    public static async Task<EdgeMeasured> RunAsync(WebSettings settings)
    {
        await using var city = await FilledCity.StartAsync(settings, Cases);
        var result = await PageScript.RunAsync(settings, "queue.mjs", city.Place, await city.TokenAsync("clerk"), new { cases = Cases });
        return new(Judge(result), city.Durability);
    }

    private static Measure Judge(JsonElement result)
    {
        var (frames, p95, empty) = (
            result.GetProperty("frames_per_second").GetDouble(), result.GetProperty("frame_p95_ms").GetDouble(),
            result.GetProperty("empty_frames").GetInt32());
        return new()
        {
            Rate = frames,
            P95Ms = p95,
            Missed = PageScript.Missed(
                (p95 > FrameP95MsMax, $"a twentieth of the frames take {p95} ms and more, not {FrameP95MsMax}"),
                (empty > 0, $"{empty} frames without a row")),
            Details = PageScript.Details(result),
        };
    }
}
