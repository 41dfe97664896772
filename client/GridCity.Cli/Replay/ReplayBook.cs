using System.Collections.Concurrent;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Replay;

/// <summary>What the replay was told: kept apart from what it finds when it looks for itself afterwards.</summary>
internal sealed class ReplayBook
{
    private readonly ConcurrentDictionary<string, string> _caseOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Stage> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<BadRow> _refused = [];
    private long _calls;
    private int _records;
    private int _noPlace;

    /// <summary>Rows read.</summary>
    public int Records => _records;

    /// <summary>Registered without a position.</summary>
    public int NoPlace => _noPlace;

    /// <summary>Calls answered.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How long they took.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Case ids by record id, as acknowledged at registration.</summary>
    public IReadOnlyDictionary<string, string> CaseOf => _caseOf;

    /// <summary>The last acknowledged stage by record id, of those played to their end.</summary>
    public IReadOnlyDictionary<string, Stage> EndOf => _ended;

    /// <summary>Refused rows by reason.</summary>
    public IReadOnlyDictionary<string, int> Reasons => _reasons;

    /// <summary>Each refused row.</summary>
    public IReadOnlyCollection<BadRow> RefusedRows => _refused;

    public void Read() => Interlocked.Increment(ref _records);

    public void Called(TimeSpan took)
    {
        Interlocked.Increment(ref _calls);
        Latencies.Add(took);
    }

    public void Registered(ReplayRecord record, string caseId)
    {
        _caseOf[record.Id] = caseId;
        if (record.Place is null) Interlocked.Increment(ref _noPlace);
    }

    public void Ended(ReplayRecord record, Stage stage) => _ended[record.Id] = stage;

    /// <param name="kind">Short, for counting.</param>
    public void Refused(int line, string kind, string reason)
    {
        _reasons.AddOrUpdate(kind, 1, (_, count) => count + 1);
        _refused.Add(new(line, reason));
    }
}
