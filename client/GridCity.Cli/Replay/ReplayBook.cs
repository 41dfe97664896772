using System.Collections.Concurrent;

namespace GridCity.Cli.Replay;

/// <summary>What the replay was told: kept apart from what it finds when it looks for itself afterwards.</summary>
internal sealed class ReplayBook
{
    private readonly ConcurrentDictionary<string, string> _caseOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<BadRow> _refused = [];
    private long _calls;
    private int _records;
    private int _closed;

    /// <summary>Rows read.</summary>
    public int Records => _records;

    /// <summary>Acknowledged as closed.</summary>
    public int Closed => _closed;

    /// <summary>Calls answered.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Case ids by record id, as acknowledged at registration.</summary>
    public IReadOnlyDictionary<string, string> CaseOf => _caseOf;

    /// <summary>Refused rows by reason.</summary>
    public IReadOnlyDictionary<string, int> Reasons => _reasons;

    /// <summary>Each refused row.</summary>
    public IReadOnlyCollection<BadRow> RefusedRows => _refused;

    public void Read() => Interlocked.Increment(ref _records);

    public void Called() => Interlocked.Increment(ref _calls);

    public void Registered(string record, string caseId) => _caseOf[record] = caseId;

    public void WasClosed() => Interlocked.Increment(ref _closed);

    /// <param name="kind">Short, for counting.</param>
    public void Refused(int line, string kind, string reason)
    {
        _reasons.AddOrUpdate(kind, 1, (_, count) => count + 1);
        _refused.Add(new(line, reason));
    }
}
