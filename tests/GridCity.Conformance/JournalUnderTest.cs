using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

/// <summary>
/// One journal with its tables, and the two things that its interfaces leave out on purpose: how a lease changes hands
/// and how a transaction stays open.
/// </summary>
public abstract class JournalUnderTest : IAsyncDisposable
{
    /// <summary>Writes under no lease or under the first one.</summary>
    public abstract IJournal Journal { get; }

    public abstract IJournalReader Reader { get; }

    public abstract IMailTable Mail { get; }

    public abstract ITimerTable Timers { get; }

    public abstract IOtherSilos Others { get; }

    /// <summary>Database time, as near as a test needs it.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Gives the lease to a new silo, whose journal is returned; earlier holders are fenced from now on.</summary>
    public abstract Task<IJournal> TakeLeaseAsync();

    /// <summary>Writes one event of a grain in a transaction of its own and leaves it open.</summary>
    public abstract Task<ILateTransaction> BeginLateAsync(GrainAppend append);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A transaction that is older than those committed meanwhile.</summary>
public interface ILateTransaction : IAsyncDisposable
{
    Task CommitAsync();
}
