using System.Collections.Concurrent;

namespace GridCity.Rpc.Server;

/// <summary>
/// The end of a call's time, joined with the caller's giving up into one token. Sources are used again, because most
/// deadlines never come and a timer is dear compared with a call.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    private const int PooledMax = 1024;

    // Longer timeouts than the timer can hold are as good as none.
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(40);
    private static readonly ConcurrentQueue<CancellationTokenSource> Pool = new();

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _abort;
    private readonly CancellationTokenRegistration _passed;
    private readonly Action _onPassed;
    private bool _isAborted;

    /// <param name="timeout">From now.</param>
    /// <param name="aborted">The caller gave up.</param>
    /// <param name="onPassed">Called at most once, on a timer's thread, when the deadline passed first.</param>
    /// <param name="time">Runs the timer.</param>
    public CallDeadline(TimeSpan timeout, CancellationToken aborted, Action onPassed, TimeProvider time)
    {
        At = time.GetUtcNow() + timeout;
        _onPassed = onPassed;
        _source = Rent(timeout < TimeoutMax ? timeout : Timeout.InfiniteTimeSpan, time);
        _passed = _source.Token.UnsafeRegister(static self => ((CallDeadline)self!).OnCancelled(), this);
        _abort = aborted.UnsafeRegister(static self => ((CallDeadline)self!).OnAborted(), this);
    }

    public DateTimeOffset At { get; }

    public CancellationToken Token => _source.Token;

    public bool IsPassed => _source.IsCancellationRequested && !_isAborted;

    public void Dispose()
    {
        _abort.Dispose();
        _passed.Dispose();
        if (Pool.Count < PooledMax && _source.TryReset())
            Pool.Enqueue(_source);
        else
            _source.Dispose();
    }

    private static CancellationTokenSource Rent(TimeSpan timeout, TimeProvider time)
    {
        if (time != TimeProvider.System)
            return new CancellationTokenSource(timeout, time);
        if (!Pool.TryDequeue(out var source))
            source = new CancellationTokenSource();
        source.CancelAfter(timeout);
        return source;
    }

    private void OnAborted()
    {
        _isAborted = true;
        _source.Cancel();
    }

    private void OnCancelled()
    {
        if (!_isAborted)
            _onPassed();
    }
}
