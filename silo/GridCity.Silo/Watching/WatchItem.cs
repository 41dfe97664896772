using GridCity.Grains;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Type.V1;
using GridCity.Runtime.Journal;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>What watchers are told. One item, and each message made of it, is shared by all of them: never change one.</summary>
internal abstract class WatchItem(JournalCursor place)
{
    /// <summary>Its place in the journal; a watch goes on behind it.</summary>
    public JournalCursor Place { get; } = place;

    public string Cursor => field ??= WatchCursor.OfPlace(Place);
}

/// <summary>Nothing happened up to there.</summary>
internal sealed class SignOfLife(JournalCursor place) : WatchItem(place);

/// <summary>Somebody came, went, or a task was given out, moved or done in a duty grid.</summary>
/// <param name="inspector">Who came or went; else null.</param>
internal sealed class TasksMoved(JournalCursor place, GrainId grid, GrainId? inspector) : WatchItem(place)
{
    public bool Concerns(GrainId? one) => one == grid || (inspector is not null && one == inspector);

    public GrainId Grid => grid;

    public GrainId? Inspector => inspector;
}

/// <summary>An event of a case.</summary>
/// <param name="before">The case before it; null when the event founded it.</param>
internal sealed class CaseMoved(JournalCursor place, JournalEvent happened, WatchedCase? before, WatchedCase after) : WatchItem(place)
{
    private readonly TimelineEntry _entry = CaseMessages.Entry(happened);

    public WatchedCase? Before => before;

    public WatchedCase After => after;

    /// <summary>For those who watch this case.</summary>
    public WatchReply OfCase => field ??= Reply(WatchCursor.OfCase(after.Id.Value, after.Version), hasLeft: false);

    /// <summary>For those who watch a place or queue that the case is in now.</summary>
    public WatchReply Here => field ??= Reply(Cursor, hasLeft: false);

    /// <summary>For those who watch one that the case was in before.</summary>
    public WatchReply Left => field ??= Reply(Cursor, hasLeft: true);

    private WatchReply Reply(string cursor, bool hasLeft) => new()
    {
        Cursor = cursor,
        Change = new() { Case = CaseMessages.Summary(after.Id, after.Version, after.State), Event = _entry, Left = hasLeft },
    };
}
