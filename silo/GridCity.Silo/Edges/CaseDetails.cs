using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Type.V1;
using GridCity.Runtime.Journal;
using Case = GridCity.Protos.Type.V1.Case;
using LinkedCase = GridCity.Protos.Type.V1.LinkedCase;
using Partner = GridCity.Protos.Type.V1.Partner;
using Recognition = GridCity.Protos.Type.V1.Recognition;
using StageTime = GridCity.Protos.Type.V1.StageTime;

namespace GridCity.Silo.Edges;

/// <summary>What a case in full says beyond its line in a list.</summary>
internal static class CaseDetails
{
    public static void Fill(Case reply, CaseState.Known state, DecisionContext context, IReadOnlyList<JournalEvent> events)
    {
        reply.Options.AddRange(CaseWorkflow.Options(state, context).Select(Message));
        reply.StageTimes.AddRange(StageTimes.Of(events.Select(Read)).Select(Message));
        FillIncidents(reply, state.Ticket.Incidents);
        FillWork(reply, (state as CaseState.Tasked)?.Work);
        reply.MainCaseId = state switch
        {
            CaseState.Merged { Into: var into } => into.Value,
            CaseState.Joined { Parent: var parent } => parent.Value,
            _ => "",
        };
        if (state is CaseState.Recognised { Recognition: var seen }) reply.Recognition = Message(seen);
    }

    private static void FillIncidents(Case reply, Incidents? incidents)
    {
        if (incidents is null) return;
        (reply.Urges, reply.Supervisor) = (incidents.Urges, incidents.Supervisor ?? "");
        if (incidents.Links is not { } links) return;
        reply.Children = links.Children.Length;
        reply.Duplicates.AddRange(links.Duplicates.Select(
            one => new LinkedCase { CaseId = one.Case.Value, Number = one.Number, Source = one.Source }));
    }

    private static void FillWork(Case reply, Work? work)
    {
        if (work is null) return;
        reply.Assignee = work.Assignee ?? "";
        reply.Extensions = work.Relief?.Extensions ?? 0;
        reply.MoreTimeAsked = work.Relief is { ExtensionAsked: true } or { SuspensionAskedUntil: not null };
        reply.Partners.AddRange(
            (work.Cooperation?.Partners ?? []).Select(one => new Partner { Department = one.Department, Done = one.Done }));
    }

    private static Option Message(CaseOption option) => new()
    {
        Act = option.Act,
        Open = option.Why is null,
        Code = option.Why?.Code ?? "",
        Reason = option.Why?.Message ?? "",
    };

    private static StageTime Message(Grains.Cases.StageTime time) => new()
    {
        Stage = CaseMessages.StageOf(time.Stage),
        Holder = time.Holder,
        From = CaseMessages.Moment(time.From),
        To = CaseMessages.Moment(time.To),
    };

    private static Recognition Message(Grains.Cases.Recognition seen) => new()
    {
        Recogniser = seen.Recogniser,
        ConfidencePerMille = seen.ConfidencePerMille,
        Evidence = { seen.Evidence },
    };

    /// <summary>What was stored, as the event that it is.</summary>
    public static CaseEvent Read(JournalEvent happened) =>
        (CaseEvent)CaseKind.Kind.ReadEvent(happened.Name, happened.Json.Span);
}
