using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>
/// The journal: where a decision becomes true. A version check on the grain's head decides every race, whichever
/// engine placed the grain.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Appends the decisions of many grains in one durable transaction. Each grain wins or loses alone: a winner's
    /// events, command ids, mail, timers and projections are all written, a loser's are not written at all. A grain
    /// loses when its head has moved, when one of its command ids is kept already, or when a piece of mail or a timer
    /// that it consumes is gone; which of these is for the caller to look up. The memory stays the caller's.
    /// </summary>
    /// <param name="appends">At least one; no grain twice.</param>
    /// <returns>One entry per append, in order: true for a winner.</returns>
    /// <exception cref="FencedException">Another silo holds the lease; nothing was written and nothing will be.</exception>
    /// <exception cref="JournalUnavailableException">Whether it was written is unknown: load before deciding again.</exception>
    /// <exception cref="JournalRejectedException">The data itself cannot be stored; nothing was written.</exception>
    Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default);

    /// <summary>Reads what is needed to rebuild many grains, all as of one moment.</summary>
    /// <param name="grains">Each at most once.</param>
    /// <returns>One entry per grain, in order; version 0 and no events for a grain without history.</returns>
    /// <exception cref="JournalUnavailableException">The database is away.</exception>
    Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default);

    /// <summary>Reads a grain's events up to and including a version, without any snapshot.</summary>
    Task<ImmutableArray<JournalEvent>> LoadUpToAsync(GrainId grain, long versionMax, CancellationToken cancellation = default);

    /// <summary>
    /// Checks, all as of one moment, what a refusal or a redecided append rests on: the head's version, which command ids
    /// are kept, which mail and timers still wait.
    /// </summary>
    /// <returns>One answer per question, in order.</returns>
    Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default);

    /// <summary>Keeps a snapshot if it is newer than the one there. A lost one costs time, never truth.</summary>
    Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default);
}

/// <summary>Reads the journal in commit order, for watchers, checkpointed projections and exports.</summary>
public interface IJournalReader
{
    /// <summary>
    /// Reads events after a cursor, oldest first, and stops at the oldest running transaction, so that nothing
    /// committed late is skipped. An empty page means that the reader has caught up.
    /// </summary>
    Task<JournalPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation = default);

    /// <summary>The cursor behind which everything durable now lies.</summary>
    Task<JournalCursor> EndAsync(CancellationToken cancellation = default);
}

/// <summary>The mail that waits in the table: read after a crash and by the sweep.</summary>
public interface IMailTable
{
    /// <summary>Waiting mail in lane order (source, then id), posted at least <paramref name="age"/> ago.</summary>
    Task<ImmutableArray<Mail>> WaitingAsync(TimeSpan age, MailId after, int countMax, CancellationToken cancellation = default);

    /// <summary>All waiting mail that these grains posted, through whichever silo, by id.</summary>
    /// <param name="sources">Each at most once.</param>
    /// <returns>One entry per source, in order.</returns>
    Task<ImmutableArray<Mail>[]> WaitingFromAsync(IReadOnlyList<GrainId> sources, CancellationToken cancellation = default);

    /// <summary>Moves a piece of mail that cannot be delivered to the dead letters. Doing it twice is harmless.</summary>
    Task BuryAsync(Mail mail, string reason, CancellationToken cancellation = default);

    /// <summary>Ids reserved by one call, at most.</summary>
    const int ReservedMax = 10_000;

    /// <summary>Reserves mail ids for one silo; ids grow within a silo.</summary>
    /// <returns>First of <paramref name="count"/> consecutive ids.</returns>
    Task<long> ReserveIdsAsync(int count, CancellationToken cancellation = default);
}

/// <summary>The timers that wait in the table.</summary>
public interface ITimerTable
{
    /// <summary>Timers due before the moment, earliest first.</summary>
    Task<ImmutableArray<GrainTimer>> DueAsync(DateTimeOffset before, int countMax, CancellationToken cancellation = default);
}

/// <summary>This silo lost its lease: it must stop writing and become a standby.</summary>
public sealed class FencedException(string message) : Exception(message);

/// <summary>The database is away or answered with a passing error.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database refused the data, not the moment: the same append would fail again.</summary>
public sealed class JournalRejectedException(string message, Exception? inner = null) : Exception(message, inner);
