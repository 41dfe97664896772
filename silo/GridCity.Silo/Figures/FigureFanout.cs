using System.Threading.Channels;
using GridCity.Protos.Figures.V1;
using GridCity.Rpc;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Figures;

/// <summary>What a stream shows.</summary>
/// <param name="Digits">Of the level whose parts come along; 0 for none.</param>
internal readonly record struct View(Look Look, int Digits);

/// <summary>
/// One fan-out for all cockpits of this silo. Once a second the board is brought to now; of each view that somebody looks at
/// and in which something changed one message is made, and the same object goes to everybody who looks. While nobody looks,
/// nothing is done.
/// </summary>
internal sealed class FigureFanout(SharedTurn<bool> turn, OpenBoard board, FigureMaker maker, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Messages that wait for one stream; who is slower begins anew.</summary>
    private const int WaitingMax = 8;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Also without an event: the hour goes on, and what is late is late.</summary>
    private static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<View, Shown> _views = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _awake = new(0);
    private Task _running = Task.CompletedTask;
    private int _streams;
    private long _made;

    /// <summary>Streams that are open.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Messages made since the start, however many read each.</summary>
    public long Made => Interlocked.Read(ref _made);

    public void Start() => _running = RunAsync(_stop.Token);

    /// <summary>All figures first, then what changes.</summary>
    public async IAsyncEnumerable<WatchFiguresReply> WatchAsync(
        View view, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = Channel.CreateBounded<WatchFiguresReply>(WaitingMax);
        var shown = Open(view, waiting);
        try
        {
            // It listens from here on: what changes while all is read comes behind it, and says the same or newer.
            yield return await Statuses.GuardAsync(shown.AllAsync());
            await foreach (var reply in waiting.Reader.ReadAllAsync(cancellation)) yield return reply;
        }
        finally
        {
            Close(view, shown, waiting);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _awake.Dispose();
    }

    private Shown Open(View view, Channel<WatchFiguresReply> waiting)
    {
        lock (_lock)
        {
            if (_streams++ == 0) _awake.Release();
            if (!_views.TryGetValue(view, out var shown)) _views[view] = shown = new(() => AllAsync(view)) { Since = time.GetTimestamp() };
            shown.Waiting.Add(waiting);
            return shown;
        }
    }

    private void Close(View view, Shown shown, Channel<WatchFiguresReply> waiting)
    {
        lock (_lock)
        {
            _streams--;
            shown.Waiting.Remove(waiting);
            if (shown.Waiting.Count == 0) _views.Remove(view);
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (Streams == 0)
                {
                    await _awake.WaitAsync(stop);
                    continue;
                }

                await TurnAsync(stop);
                await Task.Delay(Interval, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; the streams end with it.
        }
    }

    private async Task TurnAsync(CancellationToken stop)
    {
        try
        {
            await turn.RunAsync();
            var changed = board.TakeChanged();
            List<(View View, Shown Shown)> due;
            lock (_lock) due = [.. _views.Where(one => IsDue(one.Value, one.Key, changed)).Select(one => (one.Key, one.Value))];
            foreach (var (view, shown) in due)
            {
                Tell(shown, shown.IsStale ? await AllAsync(view) : await ChangeAsync(view, changed, stop));
                shown.IsStale = false;
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // What had changed is not known any more: the next message says all.
            lock (_lock) foreach (var shown in _views.Values) shown.IsStale = true;
            log.LogWarning("The cockpits' figures are made again in a second: {Reason}", error.Message);
        }
    }

    private bool IsDue(Shown shown, View view, IReadOnlySet<string> changed) =>
        shown.IsStale || changed.Contains(view.Look.Area) || time.GetElapsedTime(shown.Since) >= QuietMax;

    private async Task<WatchFiguresReply> AllAsync(View view)
    {
        await turn.RunAsync();
        Interlocked.Increment(ref _made);
        var (look, digits) = view;
        return new()
        {
            All = true,
            Figures = await maker.FiguresAsync(look, _stop.Token),
            Parts = digits == 0 ? null : await maker.PartsAsync(look.Area, digits, look.Department, 1, _stop.Token),
        };
    }

    private async Task<WatchFiguresReply> ChangeAsync(View view, IReadOnlySet<string> changed, CancellationToken stop)
    {
        Interlocked.Increment(ref _made);
        var (look, digits) = view;
        string[] parts = digits == 0 ? [] : [.. changed.Where(area => area.Length == digits && area.StartsWith(look.Area, StringComparison.Ordinal))];
        return new()
        {
            Figures = await maker.FiguresAsync(look, stop),
            Parts = parts.Length == 0 ? null : await maker.PartsAsync(parts, digits, look.Department, stop),
        };
    }

    private void Tell(Shown shown, WatchFiguresReply reply)
    {
        lock (_lock)
        {
            shown.Since = time.GetTimestamp();
            foreach (var waiting in shown.Waiting)
                if (!waiting.Writer.TryWrite(reply))
                    waiting.Writer.TryComplete(Statuses.Overload("The stream was not read fast enough and has ended. Open it again."));
        }
    }

    /// <summary>A view and who looks at it. Under the fan-out's lock, but for <see cref="AllAsync"/>.</summary>
    private sealed class Shown(Func<Task<WatchFiguresReply>> all)
    {
        private readonly SharedTurn<WatchFiguresReply> _all = new(all);

        public HashSet<Channel<WatchFiguresReply>> Waiting { get; } = [];

        /// <summary>True when it is to be told all again.</summary>
        public bool IsStale { get; set; }

        /// <summary>When it was last told something.</summary>
        public long Since { get; set; }

        public Task<WatchFiguresReply> AllAsync() => _all.RunAsync();
    }
}
