using GridCity.Silo.Edges;

namespace GridCity.Silo.Limits;

/// <summary>
/// Lets so many calls in at once. The others wait, each user's in a queue of its own, and the users take turns: whoever
/// has a thousand calls waiting keeps nobody from the next turn. Users of urgent sources come before the others, but for
/// one turn in eight, so that nobody waits for ever. No user has all places: one that sends its requests slowly, or waits
/// for a grain that stands still, leaves some to the rest.
/// </summary>
internal sealed class FairGate(CallLimits limits, TimeProvider time)
{
    private const int UrgentInARowMax = 7;

    /// <summary>Users remembered; beyond that the idle ones are forgotten.</summary>
    private const int SharesMax = 10_000;

    /// <summary>Of all places, those that one user may have.</summary>
    private readonly int _servedMax = Math.Max(1, limits.CallsAtOnce * 3 / 4);

    /// <summary>Of all that may wait, those of one user.</summary>
    private readonly int _waitingMax = (limits.CallsMax - limits.CallsAtOnce + 1) / 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallerShare> _shares = new(StringComparer.Ordinal);
    private readonly Queue<CallerShare> _urgent = new(), _ordinary = new();
    private int _served, _waiting, _streams, _urgentInARow;

    /// <summary>Calls that are served or wait.</summary>
    public int CallsNow => Volatile.Read(ref _served) + Volatile.Read(ref _waiting);

    /// <summary>Streams that are open.</summary>
    public int StreamsNow => Volatile.Read(ref _streams);

    /// <summary>Counts a call of a user; goes before every other method.</summary>
    /// <exception cref="Rpc.RpcException">RESOURCE_EXHAUSTED: too many a second.</exception>
    public void RequireRate(string user)
    {
        TimeSpan wait;
        lock (_lock) wait = ShareOf(user).Rate.Take(limits.CallerRate, time);
        if (wait > TimeSpan.Zero) throw Statuses.Overload($"You make more than {limits.CallerRate} calls a second.", wait);
    }

    /// <summary>Waits for a call's turn. Once it has come, <see cref="Leave"/> ends it.</summary>
    /// <param name="patience">Longest wait.</param>
    /// <exception cref="Rpc.RpcException">RESOURCE_EXHAUSTED: too many wait, or it waited too long.</exception>
    public ValueTask EnterAsync(string user, bool isUrgent, TimeSpan patience, CancellationToken cancellation)
    {
        Turn turn;
        lock (_lock)
        {
            var share = ShareOf(user);
            if (_served < limits.CallsAtOnce && share.Served < _servedMax)
            {
                _served++;
                share.Served++;
                return default;
            }

            if (_served + _waiting >= limits.CallsMax || share.Waiting >= _waitingMax) throw Full();
            share.IsUrgent = isUrgent;
            turn = share.Wait();
            _waiting++;
            Line(share);
        }

        return AwaitAsync(turn, patience, cancellation);
    }

    /// <summary>Ends a call that was let in.</summary>
    public void Leave(string user)
    {
        lock (_lock)
        {
            var share = ShareOf(user);
            share.Served--;
            _served--;
            Line(share);
            while (_served < limits.CallsAtOnce && NextInRound() is { } next) Serve(next);
        }
    }

    /// <exception cref="Rpc.RpcException">RESOURCE_EXHAUSTED.</exception>
    public void OpenStream(string user)
    {
        lock (_lock)
        {
            var share = ShareOf(user);
            if (_streams >= limits.StreamsMax)
                throw Statuses.Overload($"{limits.StreamsMax} streams are open, which is all this silo takes.");
            if (share.Streams >= limits.CallerStreamsMax)
                throw Statuses.Overload($"You have {limits.CallerStreamsMax} streams open, which is all that one user may have here.");
            share.Streams++;
            _streams++;
        }
    }

    public void CloseStream(string user)
    {
        lock (_lock)
        {
            ShareOf(user).Streams--;
            _streams--;
        }
    }

    private async ValueTask AwaitAsync(Turn turn, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await turn.Come.WaitAsync(patience, time, cancellation);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && turn.TryGiveUp())
        {
            throw error is TimeoutException ? Full() : error;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // Its turn came at the same moment; it goes on, and leaves like every other.
        }
    }

    private void Serve(CallerShare share)
    {
        var (left, isServed) = share.Serve();
        _waiting -= left;
        if (isServed) _served++;
        Line(share);
    }

    /// <summary>Puts a user into the round who has a call waiting and may have one more place.</summary>
    private void Line(CallerShare share)
    {
        if (share.IsInRound || share.Waiting == 0 || share.Served >= _servedMax) return;
        share.IsInRound = true;
        (share.IsUrgent ? _urgent : _ordinary).Enqueue(share);
    }

    private CallerShare? NextInRound()
    {
        var isUrgentNext = _urgent.Count > 0 && (_ordinary.Count == 0 || _urgentInARow < UrgentInARowMax);
        if (!(isUrgentNext ? _urgent : _ordinary).TryDequeue(out var next)) return null;
        _urgentInARow = isUrgentNext ? _urgentInARow + 1 : 0;
        next.IsInRound = false;
        return next;
    }

    private CallerShare ShareOf(string user)
    {
        if (_shares.TryGetValue(user, out var share)) return share;
        if (_shares.Count >= SharesMax)
            foreach (var (name, one) in _shares)
                if (one.IsIdle(time)) _shares.Remove(name);
        return _shares[user] = new();
    }

    private Rpc.RpcException Full() =>
        Statuses.Overload($"{CallsNow} calls are served or wait, which is all this silo takes at once.");
}
