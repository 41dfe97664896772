using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Local;
using GridCity.Runtime.Projections;

namespace GridCity.Runtime.Journal;

/// <summary>
/// The database of the in-memory twin: what every silo of a city shares. Each call happens at once under one lock;
/// only an append can take time, between <see cref="Begin"/> and <see cref="Commit"/>, so that the twin has the late
/// commits that a reader must not skip.
/// </summary>
/// <param name="time">Database time.</param>
public sealed class MemoryStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, MemoryGrain> _grains = [];
    private readonly Dictionary<(string Caller, Guid CommandId), KeptCommand> _commands = [];
    private readonly MemoryMail _mail = new(time);
    private readonly MemoryLog _log = new();
    private readonly Dictionary<string, CaseRow> _cases = [];
    private readonly List<StatisticsDelta> _deltas = [];

    /// <summary>A silo's journal where no lease is kept: it is never fenced.</summary>
    public MemoryJournal Open() => new(this, epoch: 0);

    /// <summary>The journal of a silo that holds the lease; fenced once another has taken it.</summary>
    /// <param name="epoch">Given with the <see cref="Lease"/>.</param>
    public MemoryJournal Open(long epoch) => new(this, epoch);

    /// <summary>The row that says which silo is the active one.</summary>
    public MemoryLeaseTable Lease { get; } = new(time);

    internal TimeProvider Time => time;

    internal ImmutableArray<CaseRow> Cases => Locked(() => _cases.Values.ToImmutableArray());

    internal ImmutableArray<StatisticsDelta> Deltas => Locked(() => _deltas.ToImmutableArray());

    internal ImmutableArray<Mail> DeadLetters => Locked(() => _mail.Dead);

    internal ImmutableArray<KeptCommand> Commands => Locked(() => _commands.Values.ToImmutableArray());

    /// <summary>All timers that are set, grain by grain.</summary>
    internal ImmutableArray<GrainTimer> Timers => Locked(() => _grains.Values.SelectMany(grain => grain.Timers.Values).ToImmutableArray());

    /// <summary>Opens a transaction. Readers stop before it until it is committed or rolled back.</summary>
    internal long Begin() => Locked(_log.Begin);

    internal void Rollback(long transaction) => Locked(() => _log.Close(transaction));

    /// <summary>Decides every append at once and ends the transaction, also when it fails.</summary>
    internal bool[] Commit(long transaction, long epoch, IReadOnlyList<GrainAppend> appends) => Locked(() =>
    {
        try
        {
            if (epoch != 0 && epoch != Lease.Epoch) throw new FencedException($"The lease has epoch {Lease.Epoch}, this silo {epoch}: stand by.");
            foreach (var append in appends) MemoryGuard.ThrowIfNotStorable(append);
            return appends.Select(append => TryWrite(transaction, append)).ToArray();
        }
        finally
        {
            _log.Close(transaction);
        }
    });

    internal GrainHistory[] Load(IReadOnlyList<GrainId> grains) => Locked(() => grains.Select(History).ToArray());

    internal ImmutableArray<JournalEvent> LoadUpTo(GrainId id, long versionMax) => Locked(() =>
        _grains.TryGetValue(id, out var grain) ? grain.Events.TakeWhile(e => e.Version <= versionMax).ToImmutableArray() : []);

    internal GrainCheck[] Check(IReadOnlyList<CheckQuestion> questions) => Locked(() => questions.Select(Check).ToArray());

    internal void SaveSnapshot(GrainId id, GrainSnapshot snapshot) => Locked(() =>
    {
        if (_grains.TryGetValue(id, out var grain)) grain.Keep(snapshot);
    });

    internal JournalPage Read(JournalCursor after, int countMax, bool stopAtRunning = true) =>
        Locked(() => _log.Read(after, countMax, stopAtRunning));

    internal JournalCursor End() => Locked(() => _log.End());

    internal ImmutableArray<Mail> WaitingMail(TimeSpan age, MailId after, int countMax) =>
        Locked(() => _mail.Waiting(age, after, countMax));

    internal ImmutableArray<Mail>[] WaitingMail(IReadOnlyList<GrainId> sources) =>
        Locked(() => sources.Select(_mail.WaitingFrom).ToArray());

    internal long[] Versions(IReadOnlyList<GrainId> grains) =>
        Locked(() => grains.Select(grain => _grains.GetValueOrDefault(grain)?.Version ?? 0).ToArray());

    internal void Bury(MailId id) => Locked(() => _mail.Bury(id));

    internal long ReserveMailIds(int count) => Locked(() => _mail.Reserve(count));

    internal ImmutableArray<GrainTimer> DueTimers(DateTimeOffset before, int countMax) => Locked(() => _grains.Values
        .SelectMany(grain => grain.Timers.Values).Where(timer => timer.Due <= before)
        .OrderBy(timer => timer.Due).ThenBy(timer => timer.Key.Generation).Take(countMax).ToImmutableArray());

    private T Locked<T>(Func<T> act)
    {
        lock (_gate) return act();
    }

    private void Locked(Action act)
    {
        lock (_gate) act();
    }

    /// <summary>Caller holds the lock.</summary>
    private bool TryWrite(long transaction, GrainAppend append)
    {
        var grain = _grains.GetValueOrDefault(append.Grain) ?? new MemoryGrain();
        if (!Wins(grain, append)) return false;
        _grains[append.Grain] = grain;
        foreach (var happened in grain.Append(append, time.GetUtcNow())) _log.Add(transaction, happened);
        foreach (var command in append.Commands) _commands.Add((command.Caller, command.CommandId), command);
        foreach (var id in append.Consumed) _mail.Remove(id);
        foreach (var mail in append.Posted) _mail.Post(mail with { Body = MemoryGrain.Copied(mail.Body) });
        grain.MoveTimers(append);
        if (append.Projected.Case is { } row) _cases[row.Id] = row;
        _deltas.AddRange(append.Projected.Deltas);
        return true;
    }

    private GrainCheck Check(CheckQuestion question) => new(
        _grains.GetValueOrDefault(question.Grain)?.Version ?? 0,
        [.. question.Commands.Where(_commands.ContainsKey).Select(key => _commands[key])],
        [.. question.Mail.Where(_mail.Waits)],
        [.. question.Timers.Where(IsSet)]);

    private GrainHistory History(GrainId id) => _grains.TryGetValue(id, out var grain)
        ? new(id, grain.Version, grain.Snapshot, [.. grain.Events.Skip((int)(grain.Snapshot?.Version ?? 0))])
        : new(id, 0, null, []);

    private bool Wins(MemoryGrain grain, GrainAppend append) =>
        grain.Version == append.VersionExpected
        && !append.Commands.Any(command => _commands.ContainsKey((command.Caller, command.CommandId)))
        && append.Consumed.All(_mail.Waits)
        && append.TimersFired.All(IsSet);

    private bool IsSet(TimerKey key) =>
        _grains.TryGetValue(key.Grain, out var grain) && grain.Timers.TryGetValue(key.Name, out var timer) && timer.Key == key;
}
