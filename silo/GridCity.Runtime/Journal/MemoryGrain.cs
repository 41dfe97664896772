using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>One grain's rows in the in-memory twin. Callers hold the store's lock.</summary>
internal sealed class MemoryGrain
{
    private readonly List<JournalEvent> _events = [];
    private readonly SortedDictionary<string, GrainTimer> _timers = new(StringComparer.Ordinal);

    public long Version => _events.Count;

    public IReadOnlyList<JournalEvent> Events => _events;

    public IReadOnlyDictionary<string, GrainTimer> Timers => _timers;

    public GrainSnapshot? Snapshot { get; private set; }

    /// <summary>The memory of an append stays its owner's, so what is kept is a copy.</summary>
    public static Stored Copied(Stored body) => new(body.Name, [.. body.Json]);

    public IReadOnlyList<JournalEvent> Append(GrainAppend append, DateTimeOffset now)
    {
        JournalEvent[] written = [.. append.Events.Select((happened, index) => new JournalEvent(
            append.Grain, Version + 1 + index, happened.Body.Name, Copied(happened.Body).Json, happened.Actor, now))];
        _events.AddRange(written);
        return written;
    }

    /// <summary>Removes first and sets then: a timer that fired may be set again by the same append.</summary>
    public void MoveTimers(GrainAppend append)
    {
        foreach (var fired in append.TimersFired) _timers.Remove(fired.Name);
        foreach (var name in append.TimersCancelled) _timers.Remove(name);
        foreach (var timer in append.TimersSet) _timers[timer.Key.Name] = timer with { Body = Copied(timer.Body) };
    }

    public void Keep(GrainSnapshot snapshot)
    {
        if (Snapshot is { } kept && kept.Version >= snapshot.Version && kept.Format == snapshot.Format) return;
        Snapshot = snapshot with { Json = snapshot.Json.ToArray() };
    }
}
