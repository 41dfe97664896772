using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Silo.Watching;

/// <summary>What the hub reads: events of cases and duty grids in commit order, each with its place.</summary>
internal interface IWatchJournal
{
    /// <summary>Reads on behind a place, up to the oldest running transaction.</summary>
    /// <exception cref="JournalUnavailableException">The database is away.</exception>
    Task<WatchPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation);

    /// <summary>The place of the event that is so many before the last one; the start when there are fewer.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    Task<JournalCursor> BackAsync(int events, CancellationToken cancellation);

    /// <summary>The events of some grains, each up to a version, in order of versions.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    Task<ILookup<GrainId, JournalEvent>> HistoryAsync(IReadOnlyDictionary<GrainId, long> versions, CancellationToken cancellation);
}

/// <param name="Events">Oldest first.</param>
/// <param name="Next">Read on from here: the last event's place, or further where other grains' events lie behind it.</param>
internal sealed record WatchPage(ImmutableArray<PlacedEvent> Events, JournalCursor Next);

/// <summary>An event and its place in the journal.</summary>
internal readonly record struct PlacedEvent(JournalCursor Place, JournalEvent Event);
