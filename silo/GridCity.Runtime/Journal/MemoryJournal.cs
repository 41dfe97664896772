using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.Journal;

/// <summary>
/// The in-memory twin of the PostgreSQL journal, as one silo sees it: for tests, the simulator and the conformance
/// suite that both pass. Every task that it returns is complete.
/// </summary>
public sealed class MemoryJournal : IJournal, IJournalReader, IMailTable, ITimerTable, IOtherSilos
{
    internal MemoryJournal(MemoryStore store, long epoch) => (Store, Epoch) = (store, epoch);

    /// <summary>The lease's number under which this silo writes.</summary>
    public long Epoch { get; }

    internal MemoryStore Store { get; }

    public Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default) =>
        Done(() => Store.Commit(Store.Begin(), Epoch, appends));

    public Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        Done(() => Store.Load(grains));

    public Task<ImmutableArray<JournalEvent>> LoadUpToAsync(
        GrainId grain, long versionMax, CancellationToken cancellation = default) =>
        Done(() => Store.LoadUpTo(grain, versionMax));

    public Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default) =>
        Done(() => Store.Check(questions));

    public Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default)
    {
        Store.SaveSnapshot(grain, snapshot);
        return Task.CompletedTask;
    }

    public Task<JournalPage> ReadAsync(JournalCursor after, int countMax, CancellationToken cancellation = default) =>
        Done(() => Store.Read(after, countMax));

    public Task<JournalCursor> EndAsync(CancellationToken cancellation = default) => Done(Store.End);

    public Task<ImmutableArray<Mail>> WaitingAsync(
        TimeSpan age, MailId after, int countMax, CancellationToken cancellation = default) =>
        Done(() => Store.WaitingMail(age, after, countMax));

    public Task BuryAsync(Mail mail, string reason, CancellationToken cancellation = default)
    {
        Store.Bury(mail.Id);
        return Task.CompletedTask;
    }

    public Task<long> ReserveIdsAsync(int count, CancellationToken cancellation = default) =>
        Done(() => Store.ReserveMailIds(count));

    public Task<ImmutableArray<GrainTimer>> DueAsync(
        DateTimeOffset before, int countMax, CancellationToken cancellation = default) =>
        Done(() => Store.DueTimers(before, countMax));

    public Task<long[]> VersionsAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        Done(() => Store.Versions(grains));

    public Task<ImmutableArray<Mail>[]> WaitingFromAsync(
        IReadOnlyList<GrainId> sources, CancellationToken cancellation = default) =>
        Done(() => Store.WaitingMail(sources));

    /// <summary>An error comes through the task, as it does from a database.</summary>
    private static Task<T> Done<T>(Func<T> act)
    {
        try
        {
            return Task.FromResult(act());
        }
        catch (Exception error) when (error is FencedException or JournalRejectedException)
        {
            return Task.FromException<T>(error);
        }
    }
}
