using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Replay;

/// <summary>What came of a replay.</summary>
/// <param name="Left">What was not done yet when nothing moved any more; all zero else.</param>
/// <param name="Buried">Pieces of mail that became dead letters meanwhile.</param>
/// <param name="Took">From the first call until nothing was left to do.</param>
/// <param name="Looked">How long the look at all cases took afterwards.</param>
internal sealed record ReplayResult(
    ReplayBook Book, Found Found, GetBacklogReply Left, long Buried, TimeSpan Took, TimeSpan Looked, GetVersionReply Server)
{
    public double CallsPerSecond => Book.Calls / Math.Max(Took.TotalSeconds, 0.001);

    /// <summary>True when something was played, all of it to its end, nothing lost or doubled, and all figures agree.</summary>
    public bool IsSound => Faults.Count == 0;

    /// <summary>What is not as it should be, in words.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Fault(Book.CaseOf.Count == 0 ? 1 : 0, _ => "Nothing was registered: the refusals say why."),
        .. Fault(Found.Lost, count => $"{count} lost: acknowledged, and not there as far as acknowledged."),
        .. Fault(Found.Doubled, count => $"{count} doubled: an act that stands in a history twice, or a case of no record."),
        .. Fault(Found.Open, count => $"{count} still open: an act on them was refused, see the refusals."),
        .. Fault(Left.MailWaiting, count => $"{count} pieces of mail still wait, and nothing moves: see the silo's log."),
        .. Left.Projections.SelectMany(view => Fault(view.Events, count => $"The view '{view.Name}' is {count} events behind, and nothing moves.")),
        .. Fault(Buried, count => $"{count} pieces of mail became dead letters: see the table dead_letter."),
        .. Found.Notes,
    ];

    private static string[] Fault(long count, Func<long, string> say) => count > 0 ? [say(count)] : [];
}
