using System.Collections.Immutable;
using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Grains.Cities;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace GridCity.Conformance.Engines;

/// <summary>
/// One silo's way to the database that a test can sever: what is under way may still be committed, but its answer never
/// comes, and nothing more is written. So a silo in the test's own process dies as one in a process of its own.
/// </summary>
public sealed class SeverableDatabase : IJournal, IMailTable, ITimerTable, IOtherSilos, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresJournal _journal;
    private readonly PostgresMailTable _mail;
    private readonly PostgresTimerTable _timers;
    private readonly PostgresOtherSilos _others;
    private volatile bool _isSevered;

    public SeverableDatabase(string connectionString)
    {
        _source = NpgsqlDataSource.Create(connectionString);
        _journal = new(_source, () => 0);
        (_mail, _timers, _others) = (new(_source), new(_source), new(_source));
    }

    public void Sever() => _isSevered = true;

    /// <summary>What mailboxes on this database need.</summary>
    /// <param name="isAlone">False where other silos serve the same grains.</param>
    public GrainServices Services(bool isAlone) =>
        new(this, this, new(TimeProvider.System), ProbeKind.Of, () => TestCity, NullLogger.Instance, isAlone ? null : this);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _source.DisposeAsync();
    }

    public Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default) =>
        CallAsync(() => _journal.AppendAsync(appends, cancellation));

    public Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        CallAsync(() => _journal.LoadAsync(grains, cancellation));

    public Task<ImmutableArray<JournalEvent>> LoadUpToAsync(GrainId grain, long versionMax, CancellationToken cancellation = default) =>
        CallAsync(() => _journal.LoadUpToAsync(grain, versionMax, cancellation));

    public Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default) =>
        CallAsync(() => _journal.CheckAsync(questions, cancellation));

    public Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default) =>
        CallAsync(() => _journal.SaveSnapshotAsync(grain, snapshot, cancellation));

    public Task<ImmutableArray<Mail>> WaitingAsync(TimeSpan age, MailId after, int countMax, CancellationToken cancellation = default) =>
        CallAsync(() => _mail.WaitingAsync(age, after, countMax, cancellation));

    public Task BuryAsync(Mail mail, string reason, CancellationToken cancellation = default) =>
        CallAsync(() => _mail.BuryAsync(mail, reason, cancellation));

    public Task<long> ReserveIdsAsync(int count, CancellationToken cancellation = default) =>
        CallAsync(() => _mail.ReserveIdsAsync(count, cancellation));

    public Task<ImmutableArray<GrainTimer>> DueAsync(DateTimeOffset before, int countMax, CancellationToken cancellation = default) =>
        CallAsync(() => _timers.DueAsync(before, countMax, cancellation));

    public Task<long[]> VersionsAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        CallAsync(() => _others.VersionsAsync(grains, cancellation));

    public Task<ImmutableArray<Mail>[]> WaitingFromAsync(IReadOnlyList<GrainId> sources, CancellationToken cancellation = default) =>
        CallAsync(() => _mail.WaitingFromAsync(sources, cancellation));

    private static City TestCity { get; } = new(
        "test",
        System.Collections.Frozen.FrozenDictionary<string, Category>.Empty,
        System.Collections.Frozen.FrozenDictionary<string, Unit>.Empty,
        CityLimits.Usual);

    private async Task CallAsync(Func<Task> call) => await CallAsync(async () =>
    {
        await call();
        return true;
    });

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        ThrowIfSevered();
        var answer = await call();
        ThrowIfSevered();
        return answer;
    }

    private void ThrowIfSevered()
    {
        if (_isSevered) throw new JournalUnavailableException("The test severed this silo from its database.");
    }
}
