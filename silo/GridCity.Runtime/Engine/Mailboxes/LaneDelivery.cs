using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>What became of mail of one lane that was brought together.</summary>
/// <param name="Consumed">How many pieces, from the front, are through.</param>
/// <param name="Why">Why the next piece is not; null when all are. Nothing behind it has had an effect.</param>
public readonly record struct LaneOutcome(int Consumed, Refusal? Why);

/// <summary>
/// Brings the mail of one lane to its target's mailbox together, so that one append consumes all of it, and in order: a
/// piece that is not accepted holds back those behind it.
/// </summary>
public static class LaneDelivery
{
    /// <summary>Given to a piece whose predecessor is not through; it says nothing about the piece itself.</summary>
    internal static Outcome HeldBack { get; } = new Outcome.Refused(
        new(RefusalKind.Unavailable, "mail/held-back", "The mail ahead of it in its lane is not through yet."));

    /// <param name="mail">At least one, all of one lane, in its order.</param>
    /// <param name="read">Reads a stored command.</param>
    /// <param name="post">Puts the pieces into one mailbox with nothing in between.</param>
    public static async Task<LaneOutcome> DeliverAsync(
        IReadOnlyList<Mail> mail, Func<Stored, IGrainCommand> read, Action<Waiting.FromMail[]> post)
    {
        ArgumentNullException.ThrowIfNull(mail);
        ArgumentNullException.ThrowIfNull(post);
        var (items, unread) = Read(mail, read);
        if (items.Length > 0) post(items);
        for (var i = 0; i < items.Length; i++)
            if (await WhyNotAsync(items[i]) is { } why) return new(i, why);
        return new(items.Length, unread);
    }

    /// <returns>The pieces ahead of the first that this version cannot read, and why it cannot.</returns>
    private static (Waiting.FromMail[] Items, Refusal? Unread) Read(IReadOnlyList<Mail> mail, Func<Stored, IGrainCommand> read)
    {
        var items = new Waiting.FromMail[mail.Count];
        for (var i = 0; i < items.Length; i++)
        {
            try
            {
                items[i] = new(read(mail[i].Body), mail[i], i == 0 ? null : items[i - 1]);
            }
            catch (UnknownNameException error)
            {
                return (items[..i], Away(error));
            }
        }

        return (items, null);
    }

    private static async Task<Refusal?> WhyNotAsync(Waiting item)
    {
        try
        {
            return await item.RefusalAsync();
        }
        catch (GridUnavailableException error)
        {
            return Away(error);
        }
    }

    private static Refusal Away(Exception error) => new(RefusalKind.Unavailable, "mail/unavailable", error.Message);
}
