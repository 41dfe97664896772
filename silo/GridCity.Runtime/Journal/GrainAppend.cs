using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Projections;

namespace GridCity.Runtime.Journal;

/// <summary>What one grain wants written: all of it or nothing.</summary>
/// <param name="VersionExpected">Version of the state decided on; 0 for a grain without history.</param>
/// <param name="Events">
/// In order; the first gets <c>VersionExpected + 1</c>. None only when mail or a timer is consumed that changes nothing:
/// then the head is compared and keeps its version.
/// </param>
/// <param name="Commands">Ids of the accepted commands from outside.</param>
/// <param name="Posted">Mail to other grains, ids already reserved.</param>
/// <param name="Consumed">Mail that this append is the answer to; it must still be waiting.</param>
/// <param name="TimersSet">New or moved timers; their generation is new.</param>
/// <param name="TimersCancelled">Names of timers to remove, if set.</param>
/// <param name="TimersFired">Timers that this append is the answer to; the generation must still be set.</param>
/// <param name="Projected">Rows and deltas that must be true together with the events.</param>
public sealed record GrainAppend(
    GrainId Grain,
    long VersionExpected,
    ImmutableArray<NewEvent> Events,
    ImmutableArray<KeptCommand> Commands,
    ImmutableArray<Mail> Posted,
    ImmutableArray<MailId> Consumed,
    ImmutableArray<GrainTimer> TimersSet,
    ImmutableArray<string> TimersCancelled,
    ImmutableArray<TimerKey> TimersFired,
    Projected Projected)
{
    public long VersionNext => VersionExpected + Events.Length;

    /// <summary>An append with events only.</summary>
    public static GrainAppend Of(GrainId grain, long versionExpected, params ImmutableArray<NewEvent> events) =>
        new(grain, versionExpected, events, [], [], [], [], [], [], Projected.Nothing);
}

/// <summary>An event to be written.</summary>
/// <param name="Actor">Who caused it; the id of a person or a grain.</param>
public readonly record struct NewEvent(Stored Body, string Actor);

/// <summary>An event that was written.</summary>
public sealed record JournalEvent(
    GrainId Grain, long Version, string Name, ReadOnlyMemory<byte> Json, string Actor, DateTimeOffset RecordedAt);

/// <summary>The idempotence record of an accepted command.</summary>
/// <param name="Version">The grain's version after the command's last event.</param>
public readonly record struct KeptCommand(string Caller, Guid CommandId, UInt128 Digest, GrainId Grain, long Version);

/// <summary>A grain's past as far as it is needed: a snapshot, if one is kept, and the events after it.</summary>
public sealed record GrainHistory(GrainId Grain, long Version, GrainSnapshot? Snapshot, ImmutableArray<JournalEvent> Events);

/// <summary>A folded state at a version.</summary>
/// <param name="Format">The kind's <see cref="GrainKind.SnapshotFormat"/> when it was written.</param>
public sealed record GrainSnapshot(long Version, int Format, ReadOnlyMemory<byte> Json);

/// <summary>What to look up for <see cref="IJournal.CheckAsync"/>.</summary>
/// <param name="Grain">Whose head's version is asked for; its timers are the asked ones.</param>
public sealed record CheckQuestion(
    GrainId Grain, ImmutableArray<(string Caller, Guid CommandId)> Commands, ImmutableArray<MailId> Mail, ImmutableArray<TimerKey> Timers);

/// <summary>The answer, as of one moment.</summary>
/// <param name="Commands">Those of the asked that are kept.</param>
/// <param name="MailWaiting">Those of the asked that still wait.</param>
/// <param name="TimersSet">Those of the asked whose generation is still set.</param>
public sealed record GrainCheck(
    long Version, ImmutableArray<KeptCommand> Commands, ImmutableArray<MailId> MailWaiting, ImmutableArray<TimerKey> TimersSet);

/// <summary>A place in commit order. Opaque to callers; ordered.</summary>
public readonly record struct JournalCursor(long Transaction, long Position) : IComparable<JournalCursor>
{
    public static JournalCursor Start { get; } = default;

    public int CompareTo(JournalCursor other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Position.CompareTo(other.Position);
}

/// <param name="Events">Oldest first.</param>
/// <param name="Next">Read on from here.</param>
public sealed record JournalPage(ImmutableArray<JournalEvent> Events, JournalCursor Next);
