using GridCity.Grains;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>
/// One grain in memory: commands wait here while an append is under way and are then decided together. Both engines
/// run grains through it. Two mailboxes of one grain are harmless: the head decides, the loser loads and decides again.
/// </summary>
public sealed class GrainMailbox
{
    /// <summary>Commands decided on provisional state and appended as one, at most.</summary>
    public const int BatchMax = 128;

    private readonly MailboxTurn _turn;
    private readonly GrainServices _services;
    private Queue<Waiting>? _waiting;
    private bool _running;
    private bool _retired;
    private long _usedAt;

    public GrainMailbox(GrainKind kind, GrainId grain, GrainServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        (_turn, _services) = (new(kind, grain, services), services);
    }

    /// <summary>Puts commands in line, with nothing in between.</summary>
    /// <returns>False when the mailbox has been retired: ask a new one.</returns>
    public bool TryPost(params ReadOnlySpan<Waiting> items)
    {
        lock (_turn)
        {
            if (_retired) return false;
            _usedAt = _services.Clock.Ticks;
            _waiting ??= new();
            foreach (var item in items) _waiting.Enqueue(item);
            if (_running) return true;
            _running = true;
        }

        _ = RunAsync();
        return true;
    }

    /// <summary>The newest durable state, loaded or confirmed if need be.</summary>
    /// <exception cref="GridUnavailableException">The state cannot be vouched for now.</exception>
    public async Task<GrainView> ReadAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _usedAt, _services.Clock.Ticks);
        try
        {
            var durable = await _turn.NewestAsync(cancellation);
            return new(durable.Version, durable.State);
        }
        catch (Exception error) when (error is JournalUnavailableException or UnknownNameException)
        {
            throw Unavailable.From(error);
        }
    }

    /// <summary>Retires the mailbox if nothing has used it since the moment (in <see cref="GridClock.Ticks"/>).</summary>
    public bool TryRetire(long unusedSince)
    {
        lock (_turn)
        {
            if (_running || _usedAt > unusedSince) return false;
            return _retired = true;
        }
    }

    /// <summary>Makes itself small if nothing has used it since the moment; it stays as quick to use.</summary>
    public void Rest(long unusedSince)
    {
        lock (_turn)
        {
            if (_running || _usedAt > unusedSince) return;
            _waiting = null;
            _turn.Rest();
        }
    }

    /// <summary>When it was last used, in <see cref="GridClock.Ticks"/>.</summary>
    public long UsedAt => Volatile.Read(ref _usedAt);

    /// <summary>Forgets the state: what is in the journal may have moved on.</summary>
    public void Forget() => _turn.Forget();

    private async Task RunAsync()
    {
        var batch = new List<Waiting>();
        while (Take(batch)) await ServeAsync(batch);
    }

    private async Task ServeAsync(List<Waiting> batch)
    {
        try
        {
            await _turn.ServeAsync(batch);
        }
        catch (JournalRejectedException error)
        {
            _turn.Forget();
            await RejectAsync(batch.FindAll(item => !item.IsAnswered), error);
        }
        catch (Exception error)
        {
            _turn.Forget();
            if (error is not (GridUnavailableException or OperationCanceledException))
                _services.Log.LogError(error, "Grain {Grain} could not be served; the askers are told to ask again.", _turn.Grain);
            foreach (var item in batch.Where(item => !item.IsAnswered)) item.Fail(Unavailable.From(error));
        }
    }

    // One command's data must not fail the others of its batch: each is served alone, and the culprit fails alone.
    private async Task RejectAsync(List<Waiting> open, JournalRejectedException error)
    {
        if (open is [var culprit]) culprit.Give(new Outcome.Refused(Failure.Of(error, _turn.Grain, _services.Log)));
        else foreach (var item in open) await ServeAsync([item]);
    }

    private bool Take(List<Waiting> batch)
    {
        batch.Clear();
        lock (_turn)
        {
            while (batch.Count < BatchMax && _waiting!.TryDequeue(out var item)) batch.Add(item);
            return _running = batch.Count > 0;
        }
    }
}
