using System.Collections.Concurrent;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Replay;

/// <summary>What the replay was told: kept apart from what it finds when it looks for itself afterwards.</summary>
internal sealed class ReplayBook
{
    private readonly ConcurrentDictionary<string, string> _caseOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReplayStory> _stories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Stage> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<BadRow> _refused = [];
    private long _calls;
    private int _records;
    private int _noPlace;
    private int _late;

    /// <summary>Rows read.</summary>
    public int Records => _records;

    /// <summary>Registered without a position.</summary>
    public int NoPlace => _noPlace;

    /// <summary>Records whose department reported back after its limit, by the records' own time.</summary>
    public int Late => _late;

    /// <summary>Calls answered.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How long they took.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Case ids by record id, as acknowledged at registration; a second report of a record has a key of its own.</summary>
    public IReadOnlyDictionary<string, string> CaseOf => _caseOf;

    /// <summary>What was asked for each case, and what of it was acknowledged.</summary>
    public ICollection<ReplayStory> Stories => _stories.Values;

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

    /// <param name="key">The record's id, or what tells a second report of it apart.</param>
    public ReplayStory Registered(string key, ReplayRecord record, string caseId)
    {
        _caseOf[key] = caseId;
        if (record.Place is null) Interlocked.Increment(ref _noPlace);
        var story = _stories.GetOrAdd(caseId, static id => new(id));
        story.Ask(ReplayEvents.Registered);
        story.Acknowledge(ReplayEvents.Registered);
        return story;
    }

    public void Ended(string key, Stage stage, bool isLate)
    {
        _ended[key] = stage;
        if (isLate) Interlocked.Increment(ref _late);
    }

    /// <param name="kind">Short, for counting.</param>
    public void Refused(int line, string kind, string reason)
    {
        _reasons.AddOrUpdate(kind, 1, (_, count) => count + 1);
        _refused.Add(new(line, reason));
    }
}
