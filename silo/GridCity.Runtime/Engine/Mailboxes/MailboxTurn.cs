using GridCity.Grains;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>One turn of a mailbox: decide the waiting commands, append, answer; again for those whose append lost.</summary>
internal sealed class MailboxTurn(GrainKind kind, GrainId grain, GrainServices services)
{
    private const int RacesMax = 20;
    private const int LoadsMax = 3;
    private const int SnapshotEveryEvents = 200;

    // Made when first needed: a hundred thousand grains that are only read, or rest, do without.
    private RecentCommands? _recentCommands;
    private RecentDeliveries? _recentDeliveries;
    private Reconsider? _reconsider;
    private Durable? _durable;
    private long _versionMax;

    public GrainId Grain => grain;

    private Reconsider Reconsider => _reconsider ??= new(kind, grain, services);

    public void Forget() => Volatile.Write(ref _durable, null);

    /// <summary>Lets go of what only quickens a retry within seconds. Not while a turn runs.</summary>
    public void Rest() => (_recentCommands, _recentDeliveries, _reconsider) = (null, null, null);

    /// <summary>The newest durable state; where other silos may have written the grain, newest at the head.</summary>
    public async ValueTask<Durable> NewestAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _durable) is not { } durable || services.Versions is not { } versions)
            return await LoadedAsync(cancellation);
        if (await versions.AskAsync(grain).WaitAsync(cancellation) <= durable.Version) return durable;
        Interlocked.CompareExchange(ref _durable, null, durable);
        return await LoadedAsync(cancellation);
    }

    /// <summary>Answers every item of the batch, or throws: then the unanswered ones have an unknown outcome.</summary>
    public async Task ServeAsync(List<Waiting> batch)
    {
        var races = 0;
        for (var open = Unanswered(batch); open.Count > 0; open = Unanswered(open))
        {
            if (races == RacesMax) throw new GridUnavailableException($"{grain} is written by others all the time. Ask again.");
            if (!await TryServeAsync(open, mayAssumeNew: races == 0)) races++;
        }
    }

    /// <returns>False when the state decided on was not the newest: those without an answer have to be decided again.</returns>
    private async Task<bool> TryServeAsync(List<Waiting> open, bool mayAssumeNew)
    {
        var start = mayAssumeNew && _durable is null && open[0].Command is IFoundingCommand
            ? Durable.Initial(kind)
            : await LoadedAsync(CancellationToken.None);
        var draft = Decide(open, start);
        if (draft.HasAppend && !await AppendAsync(draft, start)) return await LostAsync(open);
        foreach (var (item, outcome) in draft.Answers) Answer(item, outcome);
        return draft.Unwritten.Count == 0 || await ConfirmAsync(draft);
    }

    private async ValueTask<Durable> LoadedAsync(CancellationToken cancellation)
    {
        for (var loads = 0; loads < LoadsMax; loads++)
        {
            if (Volatile.Read(ref _durable) is { } durable) return durable;
            var loaded = Replay.Fold(kind, await HistoryAsync(cancellation), services.MailIsTakenUp(grain));
            // A slow load may come back older than what was appended meanwhile; it must not be taken for the newest.
            if (loaded.Version < Volatile.Read(ref _versionMax)) continue;
            return Interlocked.CompareExchange(ref _durable, loaded, null) ?? loaded;
        }

        throw new GridUnavailableException($"The journal holds less of {grain} than it has acknowledged. Was the database set back? Restart this silo.");
    }

    private async Task<GrainHistory> HistoryAsync(CancellationToken cancellation)
    {
        var history = await services.Loads.AskAsync(grain).WaitAsync(cancellation);
        if (history.Snapshot is not { } kept || kept.Format == kind.SnapshotFormat) return history;
        var events = await services.Journal.LoadUpToAsync(grain, history.Version, cancellation);
        return history with { Snapshot = null, Events = events };
    }

    private List<Waiting> Unanswered(List<Waiting> items)
    {
        foreach (var item in items)
            if (!item.IsAnswered && Known(item) is { } known) item.Give(known);
        return items.FindAll(item => !item.IsAnswered);
    }

    private Outcome? Known(Waiting item) => item switch
    {
        Waiting.FromCaller { Origin: var origin } => _recentCommands?.Find(origin),
        Waiting.FromMail { IsHeldBack: true } => _recentDeliveries?.Find(item) ?? LaneDelivery.HeldBack,
        _ => _recentDeliveries?.Find(item),
    };

    private Draft Decide(List<Waiting> open, Durable start)
    {
        var draft = new Draft(kind, grain, start);
        var (now, city) = (services.Clock.Now, services.City());
        foreach (var item in open)
        {
            // A second copy of a command in the same batch waits for the next round, when the first is remembered.
            if (open.Find(item.IsCopyOf) != item || !draft.MayDecide(item)) continue;
            try
            {
                draft.Decide(item, new(now, item.Actor, city, grain) { Sightings = services.Sightings });
            }
            catch (Exception error)
            {
                item.Give(new Outcome.Refused(Failure.Of(error, grain, services.Log)));
            }
        }

        return draft;
    }

    private async Task<bool> AppendAsync(Draft draft, Durable start)
    {
        if (draft.PostsMail && !start.MailTakenUp) await services.TakeUpMailAsync(grain);
        var ids = draft.IdsNeeded;
        var append = draft.ToAppend(services.Write, ids == 0 ? 0 : await services.Ids.TakeAsync(ids), services.Clock.Now);
        if (!await WinsAsync(append)) return false;
        if (draft.PostsMail) services.EndDoubt(grain);
        var end = draft.End with { MailTakenUp = start.MailTakenUp || draft.PostsMail };
        Volatile.Write(ref _versionMax, end.Version);
        Volatile.Write(ref _durable, end);
        services.Committed(append);
        if (end.Version - start.SnapshotVersion >= SnapshotEveryEvents) await SnapshotAsync(end);
        return true;
    }

    private async Task<bool> WinsAsync(GrainAppend append)
    {
        try
        {
            return await services.Appends.AppendAsync(append);
        }
        catch (JournalUnavailableException)
        {
            // Should it have been written, its mail waits in the table and must not be overtaken.
            if (!append.Posted.IsEmpty) services.Doubt(grain);
            throw;
        }
    }

    private void Answer(Waiting item, Outcome outcome)
    {
        if (item is not Waiting.FromCaller { Origin: var origin }) (_recentDeliveries ??= new()).Add(item);
        else if (outcome is Outcome.Accepted accepted) (_recentCommands ??= new()).Add(origin, accepted);
        item.Give(outcome);
    }

    private async Task<bool> LostAsync(List<Waiting> open)
    {
        Forget();
        await Reconsider.DropSpentAsync(open);
        return false;
    }

    // What wrote nothing is true only if the version was the newest, the id is not kept and the mail or timer is there.
    private async Task<bool> ConfirmAsync(Draft draft)
    {
        if (await Reconsider.DropSpentAsync([.. draft.Unwritten.Select(answer => answer.Item)]) != draft.End.Version)
        {
            Forget();
            return false;
        }

        foreach (var (item, outcome) in draft.Unwritten) item.Give(outcome);
        return true;
    }

    private async Task SnapshotAsync(Durable end)
    {
        Volatile.Write(ref _durable, end with { SnapshotVersion = end.Version });
        try
        {
            await services.Journal.SaveSnapshotAsync(grain, new(end.Version, kind.SnapshotFormat, kind.WriteState(end.State)));
        }
        catch (JournalUnavailableException error)
        {
            services.Log.LogWarning(error, "No snapshot of {Grain} was kept; it will be read from its events.", grain);
        }
    }
}
