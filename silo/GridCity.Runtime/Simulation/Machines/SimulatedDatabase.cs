using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>
/// The database server. What it was asked to do it does on its own machine: it goes on when the asker dies or gives up
/// waiting. Killed, it loses the transactions that run and nothing that was committed.
/// </summary>
internal sealed class SimulatedDatabase
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan SlowMax = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(3);

    private readonly SeededRandom _random;
    private readonly Knobs _knobs;
    private readonly SimulatedNode _node;
    private int _incarnation;

    public SimulatedDatabase(SimulationScheduler scheduler, SeededRandom random, Knobs knobs)
    {
        (_random, _knobs, Scheduler) = (random, knobs, scheduler);
        _node = scheduler.NewNode("database");
        Store = new(_node.Clock);
    }

    public SimulationScheduler Scheduler { get; }

    public MemoryStore Store { get; }

    /// <summary>While true nobody reaches it.</summary>
    public bool IsAway { get; private set; }

    /// <summary>False once the run heals: from then on every call succeeds, and soon.</summary>
    public bool IsTroubled { get; set; } = true;

    public DateTimeOffset Now => _node.Clock.GetUtcNow();

    /// <summary>kill -9: everything that runs is rolled back.</summary>
    public void Crash()
    {
        IsAway = true;
        _incarnation++;
    }

    public void ComeBack() => IsAway = false;

    /// <summary>One round trip from a silo or a reader.</summary>
    /// <exception cref="JournalUnavailableException">Not reached, or no reply in time: it may have been done.</exception>
    public async Task<T> CallAsync<T>(SimulatedNode from, Func<Task<T>> serve)
    {
        await Task.Delay(_random.Between(TimeSpan.Zero, Soon), from.Clock);
        if (IsAway || Troubled(_knobs.JournalFailsBefore)) throw new JournalUnavailableException("simulated: not reached");
        var served = _node.RunAsync(() => ServeAsync(serve));
        if (Troubled(_knobs.JournalReplyLost)) throw await LostReplyAsync(from);
        var reply = await served;
        await Task.Delay(_random.Between(TimeSpan.Zero, Soon), from.Clock);
        return reply;
    }

    /// <summary>Appends in a transaction that takes its time between its first row and its commit.</summary>
    public async Task<bool[]> AppendAsync(long epoch, IReadOnlyList<GrainAppend> appends)
    {
        var (transaction, incarnation) = (Store.Begin(), _incarnation);
        await Task.Delay(Troubled(_knobs.CommitSlow) ? _random.Between(TimeSpan.Zero, SlowMax) : Soon, _node.Clock);
        if (incarnation == _incarnation) return Store.Commit(transaction, epoch, appends);
        Store.Rollback(transaction);
        throw new JournalUnavailableException("simulated: the database died before the commit");
    }

    /// <summary>Draws whether a fault of the given share happens now.</summary>
    public bool Troubled(int permille) => IsTroubled && _random.Chance(permille);

    private async Task<T> ServeAsync<T>(Func<Task<T>> serve)
    {
        var incarnation = _incarnation;
        var reply = await serve();
        return incarnation == _incarnation ? reply : throw new JournalUnavailableException("simulated: the database died before the reply");
    }

    private async Task<JournalUnavailableException> LostReplyAsync(SimulatedNode from)
    {
        await Task.Delay(_random.Between(TimeSpan.Zero, PatienceMax), from.Clock);
        return new JournalUnavailableException("simulated: no reply");
    }
}
