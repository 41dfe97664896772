using System.Diagnostics;
using System.Globalization;

namespace GridCity.Bench.Silo;

/// <summary>The product's silo in a process of its own, on data of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly SiloPlace _place;

    private SiloProcess(Process process, SiloPlace place, TimeSpan readyAfter) =>
        (_process, _place, ReadyAfter) = (process, place, readyAfter);

    public int Pid => _process.Id;

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan ReadyAfter { get; }

    public static async Task<SiloProcess> StartAsync(SiloPlace place)
    {
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(place.StartInfo("--listen", place.Listen, "--health", place.Health, "--city", place.City))!;
        using var http = new HttpClient { BaseAddress = new Uri($"http://{place.Health}") };
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"The silo ended with {process.ExitCode}; see what it printed above.");
            if (Stopwatch.GetElapsedTime(started) > ReadyMax) throw new TimeoutException($"The silo was not ready after {ReadyMax.TotalSeconds} s.");
            await Task.Delay(20);
        }

        return new(process, place, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Makes an access token with the silo's own command.</summary>
    public static async Task<string> TokenAsync(SiloPlace place, string role)
    {
        var info = place.StartInfo("token", "create", "--role", role, "--person", $"bench-{role}");
        info.RedirectStandardOutput = true;
        using var process = Process.Start(info)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"token create --role {role} ended with {process.ExitCode}: {text}");
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).MaxBy(word => word.Length)!;
    }

    /// <summary>One figure of the silo's metrics, 0 when it is not there.</summary>
    public async Task<double> MetricAsync(string name)
    {
        using var http = new HttpClient();
        var lines = (await http.GetStringAsync($"http://{_place.Health}/metrics")).Split('\n');
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{');
        return line is null ? 0 : double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks it to stop as an operator would, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited) return;
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(StopMax);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }
}
