using System.Collections.Concurrent;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Engine.Delivery;
using GridCity.Runtime.Engine.Mailboxes;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Local;

/// <summary>
/// All grains in one process. One active silo per database: <paramref name="right"/> says whether this is the one.
/// With simulated clock, journal and network it is the simulator.
/// </summary>
public sealed class LocalEngine : IGridEngine, IAsyncDisposable
{
    private static readonly TimeSpan EvictEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<GrainId, GrainMailbox> _mailboxes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly GrainServices _services;
    private readonly LocalEngineOptions _options;
    private readonly IServingRight _right;
    private readonly Deliveries _deliveries;
    private Task _evicting = Task.CompletedTask;

    public LocalEngine(
        GrainServices services, IMailTable mail, ITimerTable timers, IServingRight right, LocalEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        (_services, _right, _options) = (services, right, options ?? new());
        _deliveries = new(services, mail, timers, DeliverAsync, FireAsync);
    }

    public string Name => "local";

    /// <summary>Grains in memory.</summary>
    public int Activations => _mailboxes.Count;

    /// <summary>Pieces of mail on their way.</summary>
    public int MailWaiting => _deliveries.MailWaiting;

    /// <summary>Takes up mail and timers that a former silo left, and keeps house from then on.</summary>
    public async Task StartAsync()
    {
        await _deliveries.StartAsync(alone: true);
        _evicting = EvictAgainAndAgainAsync();
    }

    /// <inheritdoc/>
    public async Task<Outcome> AskAsync(
        GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default)
    {
        _right.ThrowIfNotServing();
        var item = new Waiting.FromCaller(command, origin);
        Post(grain, item);
        return cancellation.CanBeCanceled ? await item.Answer.WaitAsync(cancellation) : await item.Answer;
    }

    /// <inheritdoc/>
    public async Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default)
    {
        var view = await Mailbox(grain).ReadAsync(cancellation);
        // Checked after the read: a state is vouched for only if the lease was still held when it was taken.
        _right.ThrowIfNotServing();
        return view;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _deliveries.DisposeAsync();
        await _evicting;
        _stop.Dispose();
    }

    private Task<LaneOutcome> DeliverAsync(IReadOnlyList<Mail> lane)
    {
        _right.ThrowIfNotServing();
        var target = lane[0].Target;
        return LaneDelivery.DeliverAsync(_options.OnTheWay(lane), body => _services.Read(target, body), items => Post(target, items));
    }

    private Task<Refusal?> FireAsync(GrainTimer timer)
    {
        _right.ThrowIfNotServing();
        var item = new Waiting.FromTimer(_services.Read(timer.Key.Grain, timer.Body), timer);
        Post(timer.Key.Grain, item);
        return item.RefusalAsync();
    }

    private void Post(GrainId grain, params ReadOnlySpan<Waiting> items)
    {
        while (!Mailbox(grain).TryPost(items))
        {
            // Retired between the look-up and the post: the next look-up makes a new one.
        }
    }

    private GrainMailbox Mailbox(GrainId grain) =>
        _mailboxes.TryGetValue(grain, out var mailbox)
            ? mailbox
            : _mailboxes.GetOrAdd(grain, static (id, services) => new(services.KindOf(id), id, services), _services);

    private async Task EvictAgainAndAgainAsync()
    {
        var local = _services.Clock.Local;
        try
        {
            while (true)
            {
                await Task.Delay(EvictEvery, local, _stop.Token);
                Evict();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Lets go of grains that were not used for long, and of the longest unused when there are too many.</summary>
    public void Evict()
    {
        var (oldest, resting) = (Before(_options.IdleMax), Before(EvictEvery));
        foreach (var (grain, mailbox) in _mailboxes)
            if (!EvictIfUnused(grain, mailbox, oldest)) mailbox.Rest(resting);
        var surplus = _mailboxes.Count - _options.ActivationsMax;
        if (surplus <= 0) return;
        foreach (var (grain, mailbox) in _mailboxes.OrderBy(entry => entry.Value.UsedAt).Take(surplus))
            EvictIfUnused(grain, mailbox, long.MaxValue);
    }

    private bool EvictIfUnused(GrainId grain, GrainMailbox mailbox, long since) =>
        mailbox.UsedAt <= since && mailbox.TryRetire(since) && _mailboxes.TryRemove(new(grain, mailbox));

    private long Before(TimeSpan age)
    {
        var local = _services.Clock.Local;
        return local.GetTimestamp() - (long)(age.TotalSeconds * local.TimestampFrequency);
    }
}

/// <summary>How long and how many grains stay in memory.</summary>
public sealed record LocalEngineOptions
{
    /// <summary>A grain unused for so long leaves memory.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Beyond so many the longest unused leave, busy or not they are never lost: the journal has them.</summary>
    public int ActivationsMax { get; init; } = 200_000;

    /// <summary>What mail of a lane becomes between mailroom and mailbox: itself, unless the simulator plants a mistake.</summary>
    internal Func<IReadOnlyList<Mail>, IReadOnlyList<Mail>> OnTheWay { get; init; } = static lane => lane;
}

/// <summary>Whether this silo may serve now.</summary>
public interface IServingRight
{
    /// <exception cref="GridUnavailableException">It may not, or cannot be sure; the message says who may.</exception>
    void ThrowIfNotServing();
}
