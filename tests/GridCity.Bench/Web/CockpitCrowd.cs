using System.Net.Http.Headers;
using System.Text.Json;

namespace GridCity.Bench.Web;

/// <summary>Open cockpits: streams of figures over HTTP, each read to the end of every message as a browser does.</summary>
internal sealed class CockpitCrowd : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _readers = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Wanted? _wanted;
    private long _bytes;

    private CockpitCrowd(HttpClient http) => _http = http;

    /// <summary>Read by all of them.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <param name="token">As in the header authorization.</param>
    /// <returns>Once each has all figures.</returns>
    public static async Task<CockpitCrowd> OpenAsync(Uri silo, string token, string path, int count)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = count + 1 }) { BaseAddress = silo, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(token);
        var crowd = new CockpitCrowd(http);
        var begun = Enumerable.Range(0, count).Select(_ => new TaskCompletionSource()).ToList();
        foreach (var one in begun) crowd._readers.Add(crowd.ReadAsync(path, one));
        await Task.WhenAny(Task.WhenAll(begun.Select(one => one.Task)), crowd._failed.Task).Unwrap();
        return crowd;
    }

    /// <summary>Does something, and waits until so many reports of today are on every screen.</summary>
    public async Task AllSeeAsync(int registered, Func<Task> act)
    {
        var wanted = new Wanted(registered, _readers.Count);
        Volatile.Write(ref _wanted, wanted);
        await act();
        await Task.WhenAny(wanted.All.Task, _failed.Task).Unwrap();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_readers);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(string path, TaskCompletionSource begun)
    {
        try
        {
            using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            answer.EnsureSuccessStatusCode();
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_stop.Token));
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
            {
                Interlocked.Add(ref _bytes, line.Length + 1);
                if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
                if (Volatile.Read(ref _wanted) is { } wanted) wanted.See(line);
                begun.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Closed.
        }
        catch (Exception error)
        {
            _failed.TrySetException(error);
        }
    }

    /// <summary>What every cockpit is to show; a message that many read is looked into once.</summary>
    private sealed class Wanted(int registered, int cockpits)
    {
        private readonly Lock _lock = new();
        private string? _line;
        private bool _isThere;
        private int _left = cockpits;

        public TaskCompletionSource All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void See(string line)
        {
            lock (_lock)
            {
                if (_line != line) (_line, _isThere) = (line, Registered(line) >= registered);
                if (_isThere && --_left == 0) All.TrySetResult();
            }
        }

        private static int Registered(string line) =>
            JsonDocument.Parse(line.AsMemory("data: ".Length)).RootElement.GetProperty("figures").GetProperty("today").GetProperty("registered").GetInt32();
    }
}
