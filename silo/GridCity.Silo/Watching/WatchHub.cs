using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>
/// Reads the journal once for all who watch, in commit order, and tells each event to those whom it concerns. The last
/// events are kept for watches that come back. While nobody watches nothing is read.
/// </summary>
/// <param name="keptMax">Events kept, at least 1; a cursor from before the oldest of them is too old.</param>
internal sealed class WatchHub(IWatchJournal journal, int keptMax, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int PageMax = 1_000;

    /// <summary>Kept events looked at in one go, with everybody else waiting.</summary>
    private const int ScanMax = 1_000;

    /// <summary>How long one who begins is kept waiting for the journal.</summary>
    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly WatchIndex _index = new();
    private readonly WatchRing _ring = new(keptMax);
    private readonly WatchStates _states = new(journal, log);
    private readonly SignsOfLife _signs = new(time);
    private readonly List<Watcher> _found = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _awake = new(0);
    private TaskCompletionSource _begun = NewBegun();
    private JournalCursor _place;
    private int _watchers;
    private Task _reading = Task.CompletedTask;

    /// <summary>Watches that are open.</summary>
    public int Watchers => Volatile.Read(ref _watchers);

    public void Start() => _reading = ReadAsync(_stop.Token);

    /// <summary>Begins to watch a grain: whatever becomes durable after this returns arrives.</summary>
    public async Task<Watcher> OpenAsync(GrainId grain, CancellationToken cancellation)
    {
        var watcher = await OpenAsync([], cancellation);
        Follow(watcher, [grain]);
        return watcher;
    }

    /// <summary>Begins to watch cases. What has happened is asked for with <see cref="CatchUp"/>, until that is all.</summary>
    /// <param name="from">Only what lies behind it.</param>
    /// <exception cref="RpcException">OUT_OF_RANGE: too much has happened since.</exception>
    public async Task<Watcher> OpenAsync(ImmutableArray<WatchKey> keys, JournalCursor from, CancellationToken cancellation)
    {
        var watcher = await OpenAsync(keys, cancellation);
        watcher.From = from;
        try
        {
            if (await ReachesAsync(from, cancellation)) return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }

        watcher.Dispose();
        throw new RpcException(
            StatusCode.OutOfRange, "The cursor is too old, or of another database. List again, and watch without a cursor.");
    }

    /// <summary>Watches other grains from now on.</summary>
    public void Follow(Watcher watcher, ImmutableArray<GrainId> grains)
    {
        lock (_lock)
        {
            _index.Remove(watcher);
            watcher.Grains = grains;
            _index.Add(watcher);
            _signs.Add(watcher);
        }
    }

    /// <summary>The place up to which watchers have been told all.</summary>
    public JournalCursor Place
    {
        get { lock (_lock) return _place; }
    }

    /// <summary>True when everything behind a place is kept, or is still to come.</summary>
    public async Task<bool> ReachesAsync(JournalCursor place, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (place.CompareTo(_ring.Start) < 0) return false;
            if (place.CompareTo(_place) <= 0) return true;
        }

        // Another silo may have read further; a database that was set back never went there.
        return place.CompareTo(await Statuses.GuardAsync(journal.BackAsync(0, cancellation))) <= 0;
    }

    /// <summary>True when something that is kept and lies behind a place concerns one of the grains' tasks.</summary>
    public bool HasMoved(ImmutableArray<GrainId> grains, JournalCursor since)
    {
        lock (_lock)
        {
            for (var at = _ring.After(since); at < _ring.Next; at++)
                if (_ring[at] is TasksMoved moved && grains.Any(grain => moved.Concerns(grain))) return true;
            return false;
        }
    }

    /// <summary>Adds some of what a watcher has missed, oldest first.</summary>
    /// <returns>True when that is all: what comes from now on arrives at the watcher by itself.</returns>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: it reads too slowly, what it wants is not kept any more.</exception>
    public bool CatchUp(Watcher watcher, List<WatchItem> missed)
    {
        lock (_lock)
        {
            if (watcher.From.CompareTo(_ring.Start) < 0) throw Watcher.TooSlow();
            var at = _ring.After(watcher.From);
            for (var end = Math.Min(_ring.Next, at + ScanMax); at < end; at++)
            {
                watcher.From = _ring[at].Place;
                if (watcher.Wants(_ring[at])) missed.Add(_ring[at]);
            }

            if (at < _ring.Next) return false;
            watcher.Resume();
            _index.Add(watcher);
            _signs.Add(watcher);
            return true;
        }
    }

    /// <summary>Ends a watch.</summary>
    public void Close(Watcher watcher)
    {
        lock (_lock)
        {
            if (watcher.IsClosed) return;
            watcher.IsClosed = true;
            _watchers--;
            Forget(watcher);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _awake.Dispose();
    }

    private async Task<Watcher> OpenAsync(ImmutableArray<WatchKey> keys, CancellationToken cancellation)
    {
        var watcher = new Watcher(this, keys);
        Task begun;
        lock (_lock)
        {
            if (_watchers++ == 0) _awake.Release();
            begun = _begun.Task;
        }

        try
        {
            await begun.WaitAsync(BeginMax, time, cancellation);
            return watcher;
        }
        catch (Exception error)
        {
            watcher.Dispose();
            if (error is TimeoutException) throw Statuses.Away("The journal cannot be read now.");
            throw;
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await AwaitWatchersAsync(stop);
                var pause = await TurnAsync(stop);
                if (pause > TimeSpan.Zero) await Task.Delay(pause, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; the watches end with it.
        }
    }

    private async Task AwaitWatchersAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            if (_watchers > 0) return;
            if (_begun.Task.IsCompleted) _begun = NewBegun();
        }

        await _awake.WaitAsync(stop);
    }

    /// <returns>How long to wait before the next turn.</returns>
    private async Task<TimeSpan> TurnAsync(CancellationToken stop)
    {
        try
        {
            if (!_begun.Task.IsCompleted) await BeginAsync(stop);
            var page = await journal.ReadAsync(_place, PageMax, stop);
            var items = await _states.FoldAsync(page.Events, stop);
            foreach (var item in items) Tell(item);
            lock (_lock) _place = page.Next;
            GiveSigns();
            return page.Events.Length == PageMax ? TimeSpan.Zero : PollInterval;
        }
        catch (JournalUnavailableException error)
        {
            log.LogWarning("Watching waits for the database: {Reason}", error.Message);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            log.LogError(error, "Watching failed and is tried again.");
        }

        // The page is folded again, from cases as they were before it.
        _states.Clear();
        return RetryInterval;
    }

    /// <summary>Goes on where it ended while somebody watched, or, when that is long ago, a bounded number of events back.</summary>
    private async Task BeginAsync(CancellationToken stop)
    {
        var back = await journal.BackAsync(keptMax, stop);
        lock (_lock)
        {
            if (_place.CompareTo(back) < 0)
            {
                _place = back;
                _ring.Reset(back);
                _states.Clear();
            }

            _begun.SetResult();
        }
    }

    private void Tell(WatchItem item)
    {
        lock (_lock)
        {
            _found.Clear();
            _ring.Add(item);
            _index.Find(item, _found);
            foreach (var watcher in _found)
                if (!watcher.Take(item)) Forget(watcher);
        }
    }

    private void GiveSigns()
    {
        lock (_lock)
        {
            if (_signs.Due() is not { Count: > 0 } due) return;
            var sign = new SignOfLife(_place);
            foreach (var watcher in due)
                if (!watcher.Take(sign)) Forget(watcher);
        }
    }

    /// <summary>The caller holds the lock.</summary>
    private void Forget(Watcher watcher)
    {
        _index.Remove(watcher);
        _signs.Remove(watcher);
    }

    private static TaskCompletionSource NewBegun() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
