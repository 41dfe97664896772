using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>The in-memory twin's waiting mail and dead letters. Callers hold the store's lock.</summary>
internal sealed class MemoryMail(TimeProvider time)
{
    private readonly SortedDictionary<(DateOnly Day, long Number), (Mail Mail, DateTimeOffset PostedAt)> _waiting = [];
    private readonly List<Mail> _dead = [];
    private long _numberLast;

    public ImmutableArray<Mail> Dead => [.. _dead];

    public bool Waits(MailId id) => _waiting.ContainsKey((id.Day, id.Number));

    public void Post(Mail mail) => _waiting.Add((mail.Id.Day, mail.Id.Number), (mail, time.GetUtcNow()));

    public void Remove(MailId id) => _waiting.Remove((id.Day, id.Number));

    public void Bury(MailId id)
    {
        if (_waiting.Remove((id.Day, id.Number), out var buried)) _dead.Add(buried.Mail);
    }

    public long Reserve(int count)
    {
        var first = _numberLast + 1;
        _numberLast += count;
        return first;
    }

    public ImmutableArray<Mail> WaitingFrom(GrainId source) =>
        [.. _waiting.Values.Where(entry => entry.Mail.Source == source).Select(entry => entry.Mail)];

    public ImmutableArray<Mail> Waiting(TimeSpan age, MailId after, int countMax)
    {
        var postedMax = time.GetUtcNow() - age;
        return [.. _waiting
            .Where(entry => entry.Key.CompareTo((after.Day, after.Number)) > 0 && entry.Value.PostedAt <= postedMax)
            .Take(countMax).Select(entry => entry.Value.Mail)];
    }
}
