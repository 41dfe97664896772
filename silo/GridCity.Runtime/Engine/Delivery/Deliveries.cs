using GridCity.Grains;
using GridCity.Runtime.Engine.Mailboxes;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// What follows a commit, in every engine: mail and timers go on from memory at once, and a sweep of their tables finds
/// those that nobody carries. Two silos may bring the same one; consuming it is a row that only one append removes.
/// </summary>
public sealed class Deliveries : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly GrainServices _services;
    private readonly Mailroom _mailroom;
    private readonly TimerClock _timers;
    private readonly Func<TimeSpan> _pause;
    private Task _sweeping = Task.CompletedTask;

    /// <param name="deliver">Hands mail of one lane to its target, see <see cref="LaneDelivery"/>.</param>
    /// <param name="fire">Hands a due timer to its grain; gives nothing once it is consumed, or why not.</param>
    /// <param name="pause">The wait before the next sweep, at most <see cref="SweepEveryMax"/>; that long without it.</param>
    public Deliveries(
        GrainServices services, IMailTable mail, ITimerTable timers,
        Func<IReadOnlyList<Mail>, Task<LaneOutcome>> deliver, Func<GrainTimer, Task<Refusal?>> fire, Func<TimeSpan>? pause = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        (_services, _pause, _stopped) = (services, pause ?? (() => SweepEveryMax), _stop.Token);
        _mailroom = new(mail, deliver, services.Clock, services.Log);
        _timers = new(timers, fire, services.Clock, services.Log);
        services.Attach(this);
    }

    /// <summary>A timer set by nobody here is still fired in time when the tables are read so often.</summary>
    public static TimeSpan SweepEveryMax => TimerClock.SweepEvery;

    /// <summary>Pieces of mail on their way.</summary>
    public int MailWaiting => _mailroom.Waiting;

    /// <summary>Takes up mail and timers that are left, and sweeps from then on.</summary>
    /// <param name="alone">True when no other silo can be carrying anything.</param>
    public async Task StartAsync(bool alone)
    {
        await _mailroom.SweepAsync(all: alone, _stopped);
        _sweeping = SweepAgainAndAgainAsync();
    }

    /// <summary>Stops carrying; what is on its way is left to the sweep of the next silo.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _sweeping;
        _stop.Dispose();
    }

    internal void Follow(GrainAppend append)
    {
        if (!append.Posted.IsEmpty) TakeUp(append.Posted);
        foreach (var timer in append.TimersSet) _timers.Set(timer, _stopped);
    }

    internal void TakeUp(IReadOnlyList<Mail> waiting) => _mailroom.Post(waiting, _stopped);

    private async Task SweepAgainAndAgainAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_pause(), _services.Clock.Local, _stopped);
                await _timers.SweepAsync(_stopped);
                await _mailroom.SweepAsync(all: false, _stopped);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                _services.Log.LogWarning(error, "Timers and waiting mail could not be read; trying again within {Seconds} s.", SweepEveryMax.TotalSeconds);
            }
        }
    }
}
