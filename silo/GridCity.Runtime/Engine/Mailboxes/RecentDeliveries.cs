namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>
/// The mail and timers that one grain consumed last. Two silos may bring the same one; remembered here, the second copy
/// costs no query. Forgetting one is harmless: its row is gone.
/// </summary>
internal sealed class RecentDeliveries
{
    private const int CountMax = 16;

    /// <summary>The answer for a delivery that has had its effect before.</summary>
    public static readonly Outcome Already = new Outcome.Accepted(0, "already delivered");

    // Mail ids and generations of timers are numbered by one sequence.
    private readonly long[] _numbers = new long[CountMax];
    private int _next;

    public void Add(Waiting item)
    {
        _numbers[_next] = Number(item);
        _next = (_next + 1) % CountMax;
    }

    public Outcome? Find(Waiting item) => Array.IndexOf(_numbers, Number(item)) >= 0 ? Already : null;

    private static long Number(Waiting item) => item switch
    {
        Waiting.FromMail { Mail: var mail } => mail.Id.Number,
        Waiting.FromTimer { Timer: var timer } => timer.Key.Generation,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
