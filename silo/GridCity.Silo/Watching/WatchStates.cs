using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Journal;

namespace GridCity.Silo.Watching;

/// <summary>
/// Folds the events of a page into what watchers are told: each case just before and just after its event, exactly. The
/// states of cases that moved lately are kept; what is missing is read for the whole page at once.
/// </summary>
internal sealed class WatchStates(IWatchJournal journal, ILogger log)
{
    /// <summary>Half of the cases that are kept, at most.</summary>
    private const int GenerationMax = 5_000;

    private Dictionary<GrainId, WatchedCase> _young = [], _old = [];

    /// <summary>Items of a page, in order.</summary>
    public async Task<List<WatchItem>> FoldAsync(ImmutableArray<PlacedEvent> page, CancellationToken cancellation)
    {
        await LoadAsync(page, cancellation);
        var items = new List<WatchItem>(page.Length);
        foreach (var one in page)
            if (Fold(one) is { } item) items.Add(item);
        return items;
    }

    /// <summary>A case's whole history, folded; for one who begins to watch it.</summary>
    public static IEnumerable<CaseMoved> FoldAll(CaseId id, ImmutableArray<JournalEvent> events)
    {
        WatchedCase? before = null;
        foreach (var happened in events)
        {
            var after = Next(id, before, happened);
            yield return new(default, happened, before, after);
            before = after;
        }
    }

    /// <summary>Forgets all; for one who does not read on where it ended.</summary>
    public void Clear() => (_young, _old) = ([], []);

    private WatchItem? Fold(PlacedEvent one)
    {
        try
        {
            return one.Event.Grain.Is(DutyGridKind.Kind.Name) ? Tasks(one) : Case(one);
        }
        catch (UnknownNameException error)
        {
            log.LogError("Event {Version} of {Grain} is not shown to those who watch: {Reason}", one.Event.Version, one.Event.Grain, error.Message);
            return null;
        }
    }

    private static TasksMoved Tasks(PlacedEvent one)
    {
        var inspector = DutyGridKind.Kind.ReadEvent(one.Event.Name, one.Event.Json.Span) switch
        {
            DutyGridEvent.InspectorCame e => e.Inspector,
            DutyGridEvent.InspectorLeft e => e.Inspector,
            _ => null,
        };
        return new(one.Place, one.Event.Grain, inspector is null ? null : InspectorKind.Kind.Id(inspector));
    }

    private CaseMoved Case(PlacedEvent one)
    {
        var before = Find(one.Event.Grain);
        if ((before?.Version ?? 0) != one.Event.Version - 1)
            throw new UnknownNameException(CaseKind.Kind.Name, $"an event before version {one.Event.Version}");
        var after = Next(new(one.Event.Grain.Key), before, one.Event);
        Keep(one.Event.Grain, after);
        return new(one.Place, one.Event, before, after);
    }

    private static WatchedCase Next(CaseId id, WatchedCase? before, JournalEvent happened)
    {
        var state = CaseKind.Kind.Evolve(
            before?.State ?? CaseState.Initial, CaseKind.Kind.ReadEvent(happened.Name, happened.Json.Span));
        return new(id, happened.Version, (CaseState.Known)state);
    }

    /// <summary>Reads the cases that are not kept, as they were before their first event of the page.</summary>
    private async Task LoadAsync(ImmutableArray<PlacedEvent> page, CancellationToken cancellation)
    {
        var missing = new Dictionary<GrainId, long>();
        var seen = new HashSet<GrainId>();
        foreach (var (_, happened) in page)
            if (happened.Grain.Is(CaseKind.Kind.Name) && seen.Add(happened.Grain) && happened.Version > 1 && Find(happened.Grain) is null)
                missing[happened.Grain] = happened.Version - 1;
        if (missing.Count == 0) return;
        foreach (var history in await journal.HistoryAsync(missing, cancellation)) Load(history.Key, history);
    }

    private void Load(GrainId grain, IEnumerable<JournalEvent> history)
    {
        try
        {
            Keep(grain, FoldAll(new(grain.Key), [.. history]).Last().After);
        }
        catch (UnknownNameException error)
        {
            log.LogError("{Grain} cannot be watched here: {Reason}", grain, error.Message);
        }
    }

    private WatchedCase? Find(GrainId grain) => _young.GetValueOrDefault(grain) ?? _old.GetValueOrDefault(grain);

    private void Keep(GrainId grain, WatchedCase now)
    {
        if (_young.Count >= GenerationMax) (_old, _young) = (_young, []);
        _young[grain] = now;
    }
}
