using System.Collections.Concurrent;
using System.Threading.Channels;
using GridCity.Runtime.Journal;

namespace GridCity.Silo.Edges;

/// <summary>
/// Reads the journal once, in commit order, and hands every page to all who watch. While nobody watches nothing is read.
/// </summary>
internal sealed class JournalFeed(IJournalReader reader, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private const int PageMax = 1_000;

    private readonly ConcurrentDictionary<FeedWatcher, bool> _watchers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _awake = new(0);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private JournalCursor _cursor;
    private Task _reading = Task.CompletedTask;

    public void Start() => _reading = ReadAsync(_stop.Token);

    /// <summary>
    /// Begins to watch. Whatever becomes durable after this returns arrives, in commit order; a little of what was
    /// durable before may arrive too.
    /// </summary>
    public async Task<FeedWatcher> WatchAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_watchers.IsEmpty) _cursor = await Statuses.GuardAsync(reader.EndAsync(cancellation));
            var watcher = new FeedWatcher(Forget);
            _watchers[watcher] = true;
            _awake.Release();
            return watcher;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        foreach (var watcher in _watchers.Keys) watcher.Dispose();
        _stop.Dispose();
        _awake.Dispose();
        _turn.Dispose();
    }

    private void Forget(FeedWatcher watcher) => _watchers.TryRemove(watcher, out _);

    private async Task ReadAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (_watchers.IsEmpty) await _awake.WaitAsync(stop);
                else if (await PauseAfterPageAsync(stop) is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; the watchers end with it.
        }
    }

    /// <returns>How long to wait before the next page.</returns>
    private async Task<TimeSpan> PauseAfterPageAsync(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            var page = await reader.ReadAsync(_cursor, PageMax, stop);
            _cursor = page.Next;
            if (page.Events.IsEmpty) return PollInterval;
            foreach (var watcher in _watchers.Keys) watcher.Take(page);
            return TimeSpan.Zero;
        }
        catch (JournalUnavailableException error)
        {
            log.LogWarning("Watching waits for the database: {Reason}", error.Message);
            return RetryInterval;
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>One who watches. Pages wait in a bounded queue; who does not read loses the watch, not the silo its memory.</summary>
internal sealed class FeedWatcher(Action<FeedWatcher> forget) : IDisposable
{
    private const int PagesMax = 256;

    private readonly Channel<JournalPage> _pages = Channel.CreateBounded<JournalPage>(PagesMax);

    /// <summary>Ends with RESOURCE_EXHAUSTED when it was not read fast enough.</summary>
    public ChannelReader<JournalPage> Pages => _pages.Reader;

    public void Take(JournalPage page)
    {
        if (_pages.Writer.TryWrite(page)) return;
        forget(this);
        _pages.Writer.TryComplete(Statuses.Overload("The stream was not read fast enough and has ended. Watch again."));
    }

    public void Dispose()
    {
        forget(this);
        _pages.Writer.TryComplete();
    }
}
