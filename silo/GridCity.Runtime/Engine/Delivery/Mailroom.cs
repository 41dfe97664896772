using GridCity.Grains;
using GridCity.Runtime.Engine.Mailboxes;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// Carries mail to its targets: from memory right after the commit, from the table after a crash and whenever a sweep
/// finds mail that nobody carries. Each lane (source, target) keeps its order and waits for nobody else's; what waits in
/// it goes together.
/// </summary>
/// <param name="deliver">Hands mail of one lane to the target, in whatever silo.</param>
internal sealed class Mailroom(IMailTable table, Func<IReadOnlyList<Mail>, Task<LaneOutcome>> deliver, GridClock clock, ILogger log)
{
    /// <summary>Deliveries of one piece of mail before it is a dead letter; a target that is away does not count.</summary>
    public const int AttemptsMax = 5;

    private const int SweepPage = 1_000;

    /// <summary>Mail younger than this is surely carried by the silo that posted it.</summary>
    private static readonly TimeSpan SweepAge = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Source, GrainId Target), Lane> _lanes = [];
    private readonly HashSet<long> _carried = [];

    /// <summary>Pieces of mail on their way.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _carried.Count;
        }
    }

    /// <summary>Takes mail that is durable. Mail that is carried already is left alone.</summary>
    public void Post(IReadOnlyList<Mail> durable, CancellationToken stop)
    {
        // All is in its lane before any lane sets out, so that what was posted together also goes together.
        List<Lane>? idle = null;
        lock (_gate)
        {
            foreach (var mail in durable)
                if (_carried.Add(mail.Id.Number) && TryAdd(mail) is { } lane) (idle ??= []).Add(lane);
        }

        if (idle is null) return;
        foreach (var lane in idle) _ = CarryAsync(lane, stop);
    }

    /// <summary>Reads waiting mail from the table once and carries it.</summary>
    /// <param name="all">True at the start, when nobody else can be carrying it.</param>
    public async Task SweepAsync(bool all, CancellationToken stop) =>
        // All is read before any is carried: what a delivery posts must not overtake what is not read yet.
        Post(await WaitingAsync(all ? TimeSpan.Zero : SweepAge, stop), stop);

    /// <returns>The lane, when it is a new one that nobody carries yet.</returns>
    private Lane? TryAdd(Mail mail)
    {
        var isNew = !_lanes.TryGetValue((mail.Source, mail.Target), out var lane);
        if (isNew) _lanes.Add((mail.Source, mail.Target), lane = new(mail.Source, mail.Target));
        lane!.Add(mail);
        return isNew ? lane : null;
    }

    private async Task<List<Mail>> WaitingAsync(TimeSpan age, CancellationToken stop)
    {
        var waiting = new List<Mail>();
        var after = default(MailId);
        while (await table.WaitingAsync(age, after, SweepPage, stop) is { IsEmpty: false } page)
        {
            waiting.AddRange(page);
            after = page[^1].Id;
        }

        return waiting;
    }

    private async Task CarryAsync(Lane lane, CancellationToken stop)
    {
        try
        {
            var attempts = new Attempts();
            while (Front(lane) is { Count: > 0 } together) await CarryAsync(lane, together, attempts, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            GiveUp(lane);
        }
    }

    private async Task CarryAsync(Lane lane, List<Mail> together, Attempts attempts, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (through, trouble) = await TryDeliverAsync(together);
        if (through > 0) attempts.Restart();
        Done(lane, through);
        if (trouble is not { } met) return;
        if (attempts.IsLast(met) && await TryBuryAsync(together[through], met.Reason, stop))
        {
            attempts.Restart();
            Done(lane, 1);
            return;
        }

        await Task.Delay(attempts.Backoff(), clock.Local, stop);
    }

    private async Task<(int Through, Trouble? Trouble)> TryDeliverAsync(List<Mail> together)
    {
        try
        {
            var (through, why) = await deliver(together);
            return (through, why is null ? null : Met(why));
        }
        catch (Exception error) when (error is GridUnavailableException or UnknownNameException)
        {
            return (0, new(error.Message, Counts: false, IsFinal: false));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Mail {Number} to {Target} cannot be handed over.", together[0].Id.Number, together[0].Target);
            return (0, new(error.Message, Counts: true, IsFinal: false));
        }
    }

    private static Trouble Met(Refusal why) => why.Kind switch
    {
        RefusalKind.Failed => new(why.Message, Counts: true, IsFinal: false),
        RefusalKind.Unavailable => new(why.Message, Counts: false, IsFinal: false),
        _ => new($"{why.Code}: {why.Message}", Counts: true, IsFinal: true),
    };

    /// <returns>False when the database is away: the lane waits, for nothing of it may overtake.</returns>
    private async Task<bool> TryBuryAsync(Mail mail, string reason, CancellationToken stop)
    {
        try
        {
            await table.BuryAsync(mail, reason, stop);
        }
        catch (JournalUnavailableException error)
        {
            log.LogWarning(error, "Mail {Number} to {Target} cannot be buried yet.", mail.Id.Number, mail.Target);
            return false;
        }

        RuntimeMetrics.DeadLetters.Add(1);
        log.LogError(
            "Mail {Number} ({Name}) from {Source} to {Target} is a dead letter: {Reason}. See table dead_letter.",
            mail.Id.Number, mail.Body.Name, mail.Source, mail.Target, reason);
        return true;
    }

    private List<Mail> Front(Lane lane)
    {
        lock (_gate)
        {
            var front = lane.Front();
            if (front.Count == 0) _lanes.Remove((lane.Source, lane.Target));
            return front;
        }
    }

    private void Done(Lane lane, int count)
    {
        lock (_gate)
            for (; count > 0; count--) _carried.Remove(lane.Take().Id.Number);
    }

    private void GiveUp(Lane lane)
    {
        lock (_gate)
        {
            _lanes.Remove((lane.Source, lane.Target));
            foreach (var left in lane.Waiting) _carried.Remove(left.Id.Number);
        }
    }

    private readonly record struct Trouble(string Reason, bool Counts, bool IsFinal);

    /// <summary>How often the front of a lane was tried in vain.</summary>
    private sealed class Attempts
    {
        private int _counted;
        private TimeSpan _backoff = BackoffFirst;

        public void Restart() => (_counted, _backoff) = (0, BackoffFirst);

        public bool IsLast(Trouble trouble)
        {
            if (trouble.Counts) _counted++;
            return trouble.IsFinal || (trouble.Counts && _counted >= AttemptsMax);
        }

        public TimeSpan Backoff()
        {
            var now = _backoff;
            _backoff = now * 2 < BackoffMax ? now * 2 : BackoffMax;
            return now;
        }
    }
}
