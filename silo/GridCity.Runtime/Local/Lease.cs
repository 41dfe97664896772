namespace GridCity.Runtime.Local;

/// <summary>
/// The row that says which silo is the active one of a database. Its epoch fences: whoever writes names the epoch under
/// which it may, and a write under an older one is refused by the database, whatever the writer believes.
/// </summary>
public interface ILeaseTable
{
    /// <summary>
    /// Takes the lease if it is free, expired by the database's clock, or held by one who is known to be dead.
    /// </summary>
    /// <param name="holder">Told apart from every other process, also from an earlier one of the same silo.</param>
    /// <param name="dead">A holder whose process is surely gone; null if nobody's is.</param>
    /// <exception cref="Journal.JournalUnavailableException">Whether it was taken is unknown: take it again.</exception>
    Task<LeaseAnswer> TryTakeAsync(string holder, string? dead, TimeSpan term, CancellationToken cancellation = default);

    /// <summary>Extends the lease by a term from now, if the epoch is still this one; an expired one too.</summary>
    /// <returns>False when another has taken it: it is lost for good.</returns>
    /// <exception cref="Journal.JournalUnavailableException">Whether it was renewed is unknown.</exception>
    Task<bool> RenewAsync(long epoch, TimeSpan term, CancellationToken cancellation = default);

    /// <summary>Lets the lease go at once, if the epoch is still this one.</summary>
    Task ReleaseAsync(long epoch, CancellationToken cancellation = default);
}

/// <summary>What came of a try.</summary>
/// <param name="Epoch">Greater than every epoch before; null when the lease is held by another.</param>
/// <param name="Holder">Who holds it now.</param>
public readonly record struct LeaseAnswer(long? Epoch, string Holder);

/// <summary>How the lease stands, as this silo knows it.</summary>
public abstract record LeaseState
{
    private LeaseState() { }

    /// <param name="Epoch">To be named in every write.</param>
    /// <param name="ValidUntil">
    /// Reading of the local monotonic clock (<see cref="TimeProvider.GetTimestamp"/>), counted from before the request
    /// was sent: until then nobody else can hold the lease, whatever the network did with the answer.
    /// </param>
    public sealed record Held(long Epoch, long ValidUntil) : LeaseState;

    /// <param name="Holder">Who holds it, as far as is known; empty before the first answer.</param>
    public sealed record Standby(string Holder) : LeaseState;
}

/// <summary>The lease's times.</summary>
/// <param name="Term">How long a lease lives without renewal; a standby takes over so long after the active one's end.</param>
public sealed record LeaseTimes(TimeSpan Term)
{
    public static LeaseTimes Usual { get; } = new(TimeSpan.FromSeconds(5));

    /// <summary>Two renewals may fail before the lease is over.</summary>
    public TimeSpan RenewEvery => Term / 3;

    /// <summary>How often a standby looks, and a holder whose renewal failed tries again.</summary>
    public TimeSpan PollEvery => Term / 10;
}
