using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>
/// One silo's way to the journal and its tables: every call is a round trip that can fail before or after it was
/// carried out, and the silo can die between a commit and its reply. The planted bugs of the journal's side live here.
/// </summary>
internal sealed class SimulatedJournal(
    SimulatedDatabase database, SimulatedNode node, Func<long> epoch, Knobs knobs, RunRecord record, Planted planted)
    : IJournal, IMailTable, ITimerTable
{
    private MemoryStore Store => database.Store;

    public Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default)
    {
        var askedAt = database.Scheduler.Now;
        var asEpoch = epoch();
        return CallAsync(async () =>
        {
            if (planted.LosesAcknowledgement()) return [.. appends.Select(_ => true)];
            var won = await database.AppendAsync(asEpoch, planted.AsWritten(appends, Store));
            foreach (var (append, wins) in appends.Zip(won)) record.Committed(append, wins, askedAt, node.Name);
            if (database.Troubled(knobs.CrashAfterCommit)) Die();
            return won;
        });
    }

    public Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        CallAsync(() => planted.AsLoaded(Store.Load(grains)));

    public Task<ImmutableArray<JournalEvent>> LoadUpToAsync(
        GrainId grain, long versionMax, CancellationToken cancellation = default) =>
        CallAsync(() => Store.LoadUpTo(grain, versionMax));

    public Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default) =>
        CallAsync(() => Store.Check(questions));

    public Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default) =>
        CallAsync(() =>
        {
            Store.SaveSnapshot(grain, snapshot);
            return true;
        });

    public Task<ImmutableArray<Mail>> WaitingAsync(
        TimeSpan age, MailId after, int countMax, CancellationToken cancellation = default) =>
        CallAsync(() => Store.WaitingMail(age, after, countMax));

    public Task<ImmutableArray<Mail>[]> WaitingFromAsync(
        IReadOnlyList<GrainId> sources, CancellationToken cancellation = default) =>
        CallAsync(() => Store.WaitingMail(sources));

    public Task BuryAsync(Mail mail, string reason, CancellationToken cancellation = default) => CallAsync(() =>
    {
        Store.Bury(mail.Id);
        database.Scheduler.Trace.Note(node.Name, $"buries mail {mail.Id.Number} {mail.Source} -> {mail.Target}: {reason}");
        return true;
    });

    public Task<long> ReserveIdsAsync(int count, CancellationToken cancellation = default) =>
        CallAsync(() => Store.ReserveMailIds(count));

    public Task<ImmutableArray<GrainTimer>> DueAsync(
        DateTimeOffset before, int countMax, CancellationToken cancellation = default) =>
        CallAsync(() => planted.AsDue(before, moment => Store.DueTimers(moment, countMax)));

    private Task<T> CallAsync<T>(Func<T> serve) => CallAsync(() => Task.FromResult(serve()));

    private Task<T> CallAsync<T>(Func<Task<T>> serve)
    {
        database.Scheduler.AssertOnThread($"{node.Name} calling the journal");
        return node.IsAlive ? database.CallAsync(node, serve) : new TaskCompletionSource<T>().Task;
    }

    private void Die()
    {
        database.Scheduler.Trace.Note(node.Name, "dies between the commit and its reply");
        node.Kill();
    }
}
