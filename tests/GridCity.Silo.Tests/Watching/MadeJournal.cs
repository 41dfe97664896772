using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Silo.Watching;

namespace GridCity.Silo.Tests.Watching;

/// <summary>A journal in memory that a test writes event by event, and that counts how it is read.</summary>
internal sealed class MadeJournal : IWatchJournal
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly List<PlacedEvent> _events = [];
    private readonly Dictionary<GrainId, long> _versions = [];
    private int _reads, _histories;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>How often grains' histories were asked for.</summary>
    public int Histories => Volatile.Read(ref _histories);

    public JournalCursor End
    {
        get { lock (_events) return _events.Count == 0 ? default : _events[^1].Place; }
    }

    /// <summary>Writes the first event of a case in a cell.</summary>
    public GrainId Register(string key, string cell) =>
        Write(CaseKind.Kind.Id(key), new CaseEvent.Registered(new($"N{key}", "12345", "0101", cell, null), At));

    public GrainId Urge(GrainId grain) => Write(grain, new CaseEvent.Urged(null, At));

    public GrainId Void(GrainId grain) => Write(grain, new CaseEvent.Voided("no case", At));

    public Task<WatchPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        lock (_events)
        {
            ImmutableArray<PlacedEvent> page = [.. _events.Where(one => one.Place.CompareTo(after) > 0).Take(countMax)];
            return Task.FromResult(new WatchPage(page, page.IsEmpty ? after : page[^1].Place));
        }
    }

    public Task<JournalCursor> BackAsync(int events, CancellationToken cancellation)
    {
        lock (_events) return Task.FromResult(_events.Count > events ? _events[^(events + 1)].Place : default);
    }

    public Task<ILookup<GrainId, JournalEvent>> HistoryAsync(IReadOnlyDictionary<GrainId, long> versions, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _histories);
        lock (_events)
            return Task.FromResult(_events.Select(one => one.Event)
                .Where(happened => versions.TryGetValue(happened.Grain, out var last) && happened.Version <= last)
                .ToLookup(happened => happened.Grain));
    }

    private GrainId Write(GrainId grain, CaseEvent happened)
    {
        lock (_events)
        {
            var version = _versions[grain] = _versions.GetValueOrDefault(grain) + 1;
            var stored = CaseKind.Kind.WriteEvent(happened);
            _events.Add(new(new(_events.Count + 1, 1), new(grain, version, stored.Name, stored.Json, "clerk", At)));
        }

        return grain;
    }
}
