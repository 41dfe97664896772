using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Web;

/// <summary>Runs a script of <c>Web/pages</c> in Node.</summary>
internal static class PageScript
{
    private static readonly TimeSpan LengthMax = TimeSpan.FromMinutes(10);

    /// <param name="token">Of whom the pages take for the person signed in, as in the header authorization.</param>
    /// <param name="more">What this script wants to know besides.</param>
    /// <returns>The JSON object that it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static async Task<JsonElement> RunAsync(WebSettings settings, string script, SiloPlace place, string token, object more)
    {
        var about = JsonSerializer.SerializeToNode(more)!.AsObject();
        foreach (var (name, value) in new[] { ("silo", $"http://{place.Http}"), ("token", token), ("dist", settings.Pages), ("chromium", settings.Chromium) })
            about.Add(name, JsonValue.Create(value));
        return JsonDocument.Parse(await RunAsync(Path.Combine(settings.Scripts, script), about.ToJsonString())).RootElement;
    }

    /// <summary>What was missed, in words; null when nothing was.</summary>
    public static string? Missed(params (bool Is, string Words)[] bars)
    {
        var words = bars.Where(bar => bar.Is).Select(bar => bar.Words).ToList();
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    public static Dictionary<string, object> Details(JsonElement result, params (string Name, object Value)[] more) =>
        result.EnumerateObject().Select(one => (one.Name, (object)one.Value)).Concat(more).ToDictionary();

    private static async Task<string> RunAsync(string script, string about)
    {
        var start = new ProcessStartInfo("node", [script, about]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node cannot be started.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var stop = new CancellationTokenSource(LengthMax);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{script} took longer than {LengthMax.TotalMinutes} min; it had said: {await error}");
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} failed: {await error}");
    }
}
