using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Local;

/// <summary>
/// Gets the lease, keeps it, and says at any moment whether this silo may serve. As a standby it tries again and again
/// and takes over within seconds. A lease that was lost is never mended: the silo begins anew under a new epoch.
/// </summary>
public sealed class LeaseKeeper : IServingRight, IAsyncDisposable
{
    private readonly ILeaseTable _table;
    private readonly TimeProvider _time;
    private readonly LeaseTimes _times;
    private readonly string _self;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private LeaseState _state = new LeaseState.Standby("");
    private TaskCompletionSource _changed = NewSignal();
    private Task _running = Task.CompletedTask;

    /// <param name="self">Who this keeper is, and no other one in the world; see <see cref="SiloProcess"/>.</param>
    public LeaseKeeper(ILeaseTable table, string self, TimeProvider time, LeaseTimes? times = null) =>
        (_table, _self, _time, _times) = (table, self, time, times ?? LeaseTimes.Usual);

    /// <summary>How the lease stands.</summary>
    public LeaseState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>The epoch to write under: that of the last lease held, which a successor's outdates; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>Begins to try. Nothing is known before <see cref="HeldAsync"/> completes.</summary>
    public void Start() => _running = RunAsync();

    /// <summary>Completes when this silo holds the lease.</summary>
    public async Task<LeaseState.Held> HeldAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var (state, changed) = Look();
            if (state is LeaseState.Held held) return held;
            await AwaitChangeAsync(changed, cancellation);
        }
    }

    /// <summary>Completes when the lease of that epoch is lost: another silo has it, or will.</summary>
    public async Task LostAsync(long epoch, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (state, changed) = Look();
            if (state is not LeaseState.Held held || held.Epoch != epoch) return;
            await AwaitChangeAsync(changed, cancellation);
        }
    }

    /// <inheritdoc/>
    public void ThrowIfNotServing()
    {
        switch (State)
        {
            case LeaseState.Standby standby:
                throw new GridUnavailableException($"This silo is a standby; the active one is '{standby.Holder}'.");
            case LeaseState.Held held when _time.GetTimestamp() >= held.ValidUntil:
                throw new GridUnavailableException("This silo cannot be sure to be the active one: the database does not answer.");
        }
    }

    /// <summary>Stops, and lets the lease go so that a standby takes over at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _running;
        if (State is LeaseState.Held held) await ReleaseAsync(held.Epoch);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true) await Task.Delay(await StepAsync(), _time, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            // Our bug or a broken schema: this silo cannot serve, and whoever waits for the lease is told why.
            Fail(error);
        }
    }

    /// <returns>How long to wait for the next step.</returns>
    private async Task<TimeSpan> StepAsync()
    {
        using var limit = new CancellationTokenSource(_times.Term, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        try
        {
            return State switch
            {
                LeaseState.Held held => await RenewAsync(held, either.Token),
                LeaseState.Standby standby => await TryTakeAsync(standby, either.Token),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (Exception error) when (error is JournalUnavailableException || (error is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            // The database is away or hangs: what is held stays valid for its time, and the next step asks again.
            return _times.PollEvery;
        }
    }

    private async Task<TimeSpan> RenewAsync(LeaseState.Held held, CancellationToken cancellation)
    {
        var sent = _time.GetTimestamp();
        if (!await _table.RenewAsync(held.Epoch, _times.Term, cancellation))
        {
            Become(new LeaseState.Standby(""));
            return TimeSpan.Zero;
        }

        Become(held with { ValidUntil = After(sent, _times.Term) });
        return _times.RenewEvery;
    }

    private async Task<TimeSpan> TryTakeAsync(LeaseState.Standby standby, CancellationToken cancellation)
    {
        var sent = _time.GetTimestamp();
        var dead = IsFree(standby.Holder) ? standby.Holder : null;
        var answer = await _table.TryTakeAsync(_self, dead, _times.Term, cancellation);
        Become(answer.Epoch is { } epoch
            ? new LeaseState.Held(epoch, After(sent, _times.Term))
            : new LeaseState.Standby(answer.Holder));
        if (answer.Epoch is not null) return _times.RenewEvery;
        // Only now is it known who holds the lease: if that process is gone, there is nothing to wait for.
        return dead is null && IsFree(answer.Holder) ? TimeSpan.Zero : _times.PollEvery;
    }

    /// <summary>Of a process that is gone; or of our own, when the answer to an earlier try was lost on its way.</summary>
    private bool IsFree(string holder) => holder == _self || SiloProcess.IsSurelyDead(holder);

    private long After(long timestamp, TimeSpan span) => timestamp + (long)(span.TotalSeconds * _time.TimestampFrequency);

    private void Become(LeaseState state)
    {
        lock (_gate)
        {
            if (state is LeaseState.Held held) Epoch = held.Epoch;
            _state = state;
            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private void Fail(Exception error)
    {
        lock (_gate)
        {
            _state = new LeaseState.Standby("");
            _changed.TrySetException(error);
        }
    }

    private (LeaseState State, Task Changed) Look()
    {
        lock (_gate) return (_state, _changed.Task);
    }

    private async Task AwaitChangeAsync(Task changed, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        await changed.WaitAsync(either.Token);
    }

    private async Task ReleaseAsync(long epoch)
    {
        Become(new LeaseState.Standby(""));
        try
        {
            await _table.ReleaseAsync(epoch);
        }
        catch (JournalUnavailableException)
        {
            // Then it runs out by itself; the standby waits a few seconds longer.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
