using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>Looks up what has already happened to waiting commands, and answers those for which it has.</summary>
internal sealed class Reconsider(GrainKind kind, GrainId grain, GrainServices services)
{
    // Kept from one command asked again to the next: whoever repeats one act of a case mostly repeats the others too.
    private ImmutableArray<JournalEvent> _past = [];

    /// <summary>Answers commands whose id is kept, and mail and timers that are gone.</summary>
    /// <returns>The head's version at that moment.</returns>
    public async Task<long> DropSpentAsync(List<Waiting> items)
    {
        var check = await services.Checks.AskAsync(Question(items));
        foreach (var item in items) await AnswerIfSpentAsync(item, check);
        return check.Version;
    }

    private CheckQuestion Question(List<Waiting> items) => new(
        grain,
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
        var past = await PastAsync(kept.Version);
        return new Outcome.Accepted(kept.Version, Replay.Fold(kind, kind.Initial, past[..(int)kept.Version]));
    }

    /// <summary>The events up to a version at least; they never change.</summary>
    private async Task<ImmutableArray<JournalEvent>> PastAsync(long version)
    {
        if (_past.Length >= version) return _past;
        var history = await services.Loads.AskAsync(grain);
        if (history.Snapshot is not null) return await services.Journal.LoadUpToAsync(grain, version);
        return _past = history.Events;
    }
}
