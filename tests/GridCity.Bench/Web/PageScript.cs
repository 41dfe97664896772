using System.Diagnostics;

namespace GridCity.Bench.Web;

/// <summary>Runs a script of <c>Web/pages</c> in Node.</summary>
internal static class PageScript
{
    private static readonly TimeSpan LengthMax = TimeSpan.FromMinutes(10);

    /// <returns>What it wrote: one JSON object.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(WebSettings settings, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(settings.Scripts, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
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
            throw new InvalidOperationException($"{script} took longer than {LengthMax.TotalMinutes} min.");
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script} failed: {await error}");
    }
}
