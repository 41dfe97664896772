using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GridCity.Testing.Silos;

/// <summary>The product's silo in a process of its own: started, watched, killed and stopped as on a machine of a city.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    private const int LinesMax = 200;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly HttpClient _http;

    private SiloProcess(SiloPlace place, ProcessStartInfo start)
    {
        Place = place;
        _http = new() { BaseAddress = new($"http://{place.Health}"), Timeout = TimeSpan.FromSeconds(5) };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => Keep(said.Data);
        _process.ErrorDataReceived += (_, said) => Keep(said.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public SiloPlace Place { get; }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last that it said, for the message of a failed test.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Starts it without waiting.</summary>
    /// <param name="environment">Added to this process's own.</param>
    public static SiloProcess Start(SiloPlace place, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = place.Run();
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(place, start);
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<SiloProcess> StartReadyAsync(SiloPlace place, IReadOnlyDictionary<string, string>? environment = null)
    {
        var silo = Start(place, environment);
        await silo.ReadyAsync();
        return silo;
    }

    /// <summary>Makes an access token with the program's own command.</summary>
    public static async Task<string> TokenAsync(SiloPlace place, string role, string person)
    {
        using var process = Process.Start(place.Command("token", "create", "--role", role, "--person", person))!;
        var errors = process.StandardError.ReadToEndAsync();
        var token = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? token : throw new InvalidOperationException($"token create failed: {await errors}");
    }

    public Task ReadyAsync() => Eventually.Is(
        async () => HasExited
            ? throw new InvalidOperationException($"The silo ended with {_process.ExitCode}: {Said}")
            : await WhyNotReadyAsync() is null,
        ReadyMax,
        $"silo {Place.Listen} is ready; it said: {Said}");

    /// <summary>What its readiness says; null when ready.</summary>
    public async Task<string?> WhyNotReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync();
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return $"no answer: {error.Message}";
        }
    }

    /// <summary>One figure of its metrics, all labels together; 0 when it is not there.</summary>
    public async Task<double> MetricAsync(string name)
    {
        var lines = (await _http.GetStringAsync("/metrics")).Split('\n');
        return lines.Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop as an operator would, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!HasExited) Signals.Send(Signals.Terminate, Pid);
        return await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(StopMax);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited) await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        while (_lines.Count > LinesMax) _lines.TryDequeue(out _);
    }
}
