using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>Looks up what has already happened to waiting commands, and answers those for which it has.</summary>
internal sealed class Reconsider(GrainKind kind, GrainId grain, IJournal journal)
{
    /// <summary>Answers commands whose id is kept, and mail and timers that are gone.</summary>
    /// <returns>The head's version at that moment.</returns>
    public async Task<long> DropSpentAsync(List<Waiting> items)
    {
        var check = await journal.CheckAsync(grain, Question(items));
        foreach (var item in items) await AnswerIfSpentAsync(item, check);
        return check.Version;
    }

    private static CheckQuestion Question(List<Waiting> items) => new(
        [.. items.OfType<Waiting.FromCaller>().Select(item => (item.Origin.Caller, item.Origin.CommandId))],
        [.. items.OfType<Waiting.FromMail>().Select(item => item.Mail.Id)],
        [.. items.OfType<Waiting.FromTimer>().Select(item => item.Timer.Key)]);

    private async Task AnswerIfSpentAsync(Waiting item, GrainCheck check)
    {
        switch (item)
        {
            case Waiting.FromCaller caller when Kept(check, caller.Origin) is { } kept:
                item.Give(await AnswerAgainAsync(kept, caller.Origin));
                break;
            case Waiting.FromMail mail when !check.MailWaiting.Contains(mail.Mail.Id):
            case Waiting.FromTimer timer when !check.TimersSet.Contains(timer.Timer.Key):
                item.Give(RecentDeliveries.Already);
                break;
        }
    }

    private static KeptCommand? Kept(GrainCheck check, CallerCommand origin)
    {
        foreach (var kept in check.Commands)
            if (kept.CommandId == origin.CommandId && kept.Caller == origin.Caller) return kept;
        return null;
    }

    // The same answer as the first time: the state as of the command's own last event.
    private async Task<Outcome> AnswerAgainAsync(KeptCommand kept, CallerCommand origin)
    {
        if (kept.Grain != grain || kept.Digest != origin.Digest) return new Outcome.Refused(CommandRefusals.IdReused);
        var events = await journal.LoadUpToAsync(grain, kept.Version);
        return new Outcome.Accepted(kept.Version, Replay.Fold(kind, kind.Initial, events));
    }
}
