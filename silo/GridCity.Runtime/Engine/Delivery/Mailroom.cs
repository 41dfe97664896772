using GridCity.Grains;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// Carries mail to its targets: from memory right after the commit, from the table after a crash and whenever a sweep
/// finds mail that nobody carries. Each lane (source, target) keeps its order and waits for nobody else's.
/// </summary>
/// <param name="deliver">Hands mail to the target, in whatever silo; gives nothing once it is consumed, or why not.</param>
internal sealed class Mailroom(IMailTable table, Func<Mail, Task<Refusal?>> deliver, GridClock clock, ILogger log)
{
    /// <summary>Deliveries of one piece of mail before it is a dead letter; a target that is away does not count.</summary>
    public const int AttemptsMax = 5;

    private const int SweepPage = 1_000;

    /// <summary>Mail younger than this is surely carried by the silo that posted it.</summary>
    private static readonly TimeSpan SweepAge = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BackoffFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Source, GrainId Target), Queue<Mail>> _lanes = [];
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
    public void Post(Mail mail, CancellationToken stop)
    {
        lock (_gate)
        {
            if (!_carried.Add(mail.Id.Number)) return;
            if (_lanes.TryGetValue((mail.Source, mail.Target), out var lane))
            {
                lane.Enqueue(mail);
                return;
            }

            _lanes.Add((mail.Source, mail.Target), new([mail]));
        }

        _ = CarryAsync(mail, stop);
    }

    /// <summary>Reads waiting mail from the table once and carries it.</summary>
    /// <param name="all">True at the start, when nobody else can be carrying it.</param>
    public async Task SweepAsync(bool all, CancellationToken stop)
    {
        // All is read before any is carried: what a delivery posts must not overtake what is not read yet.
        foreach (var mail in await WaitingAsync(all ? TimeSpan.Zero : SweepAge, stop)) Post(mail, stop);
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

    private async Task CarryAsync(Mail first, CancellationToken stop)
    {
        for (Mail? mail = first; mail is not null; mail = Next(mail))
        {
            try
            {
                await CarryOneAsync(mail, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                GiveUp(mail);
                return;
            }
        }
    }

    private async Task CarryOneAsync(Mail mail, CancellationToken stop)
    {
        var backoff = BackoffFirst;
        for (var attempts = 0; ;)
        {
            stop.ThrowIfCancellationRequested();
            var trouble = await TryDeliverAsync(mail);
            if (trouble is null) return;
            var isDead = trouble.Value.IsFinal || (trouble.Value.Counts && ++attempts >= AttemptsMax);
            if (isDead && await TryBuryAsync(mail, trouble.Value.Reason, stop)) return;
            await Task.Delay(backoff, clock.Local, stop);
            backoff = backoff * 2 < BackoffMax ? backoff * 2 : BackoffMax;
        }
    }

    private async Task<Trouble?> TryDeliverAsync(Mail mail)
    {
        try
        {
            return await deliver(mail) switch
            {
                null => null,
                { Kind: RefusalKind.Failed } why => new(why.Message, Counts: true, IsFinal: false),
                { Kind: RefusalKind.Unavailable } why => new(why.Message, Counts: false, IsFinal: false),
                var why => new($"{why.Code}: {why.Message}", Counts: true, IsFinal: true),
            };
        }
        catch (Exception error) when (error is GridUnavailableException or UnknownNameException)
        {
            return new(error.Message, Counts: false, IsFinal: false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Mail {Number} to {Target} cannot be handed over.", mail.Id.Number, mail.Target);
            return new(error.Message, Counts: true, IsFinal: false);
        }
    }

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

    private Mail? Next(Mail done)
    {
        lock (_gate)
        {
            _carried.Remove(done.Id.Number);
            var lane = _lanes[(done.Source, done.Target)];
            lane.Dequeue();
            if (lane.TryPeek(out var next)) return next;
            _lanes.Remove((done.Source, done.Target));
            return null;
        }
    }

    private void GiveUp(Mail mail)
    {
        lock (_gate)
        {
            _lanes.Remove((mail.Source, mail.Target), out var lane);
            foreach (var left in lane!) _carried.Remove(left.Id.Number);
        }
    }

    private readonly record struct Trouble(string Reason, bool Counts, bool IsFinal);
}
