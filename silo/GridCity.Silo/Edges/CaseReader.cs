using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using Case = GridCity.Protos.Type.V1.Case;

namespace GridCity.Silo.Edges;

/// <summary>One case in full.</summary>
internal sealed class CaseReader(
    CaseEdge cases, CaseQueues queues, IJournal journal, Reporters reporters, LoadedCity city, GridClock clock)
{
    public async Task<Case> GetAsync(GetCaseRequest request, RpcCall call)
    {
        var caller = Caller.Of(call);
        var opensWords = request.OpenSealed && caller.Actor.Role is (Role.Agent or Role.Clerk or Role.Administrator);
        if (request.OpenSealed && !opensWords && !caller.SeesPhone) caller.Require(Role.Agent, Role.Clerk, Role.Administrator);
        var id = await IdAsync(request, call);
        var (version, state) = await cases.ReadAsync(id, call);
        var events = await Statuses.GuardAsync(call, journal.LoadUpToAsync(id.Grain, version, call.CancellationToken));
        var reply = Message(id, version, state, events, call);
        if (request.OpenSealed) await OpenAsync(reply, state.Ticket.Report, events, new(opensWords, caller.SeesPhone), call);
        return reply;
    }

    private async Task<CaseId> IdAsync(GetCaseRequest request, RpcCall call)
    {
        if (request.CaseId.Length > 0 || request.Number.Length == 0) return CaseEdge.Id(request.CaseId);
        return new(await Statuses.GuardAsync(call, queues.ByNumberAsync(request.Number, call.CancellationToken))
            ?? throw CaseEdge.Unknown());
    }

    private Case Message(
        CaseId id, long version, CaseState.Known state, ImmutableArray<JournalEvent> events, RpcCall call)
    {
        var report = state.Ticket.Report;
        var reply = new Case
        {
            Summary = CaseMessages.Summary(id, version, state),
            Address = report.Address ?? "",
            Component = report.Component ?? "",
            Timeline = { events.Select(CaseMessages.Entry) },
        };
        CaseDetails.Fill(reply, state, new(clock.Now, Caller.Of(call).Actor, city.City, id.Grain), events);
        if (report.Place is { } place) reply.Place = new() { Latitude = place.Latitude, Longitude = place.Longitude };
        return reply;
    }

    /// <summary>A number that stands in the words is no less a number; a plate is often what they are about.</summary>
    private static string Words(string text, SealedSight sight) => sight.Phone ? text : PersonalData.Masked(text);

    private static Sealed? Contested(ImmutableArray<JournalEvent> events) =>
        events.Select(CaseDetails.Read).OfType<CaseEvent.Contested>().LastOrDefault()?.SealedReason;

    private static Sealed? Intake(ImmutableArray<JournalEvent> events) =>
        events.Take(1).Select(CaseDetails.Read).OfType<CaseEvent.Registered>().FirstOrDefault()?.Intake;

    private async Task OpenAsync(Case reply, Report report, ImmutableArray<JournalEvent> events, SealedSight sight, RpcCall call)
    {
        var opened = await reporters.OpenAsync(report, Contested(events), Intake(events), sight, call);
        reply.Intake.AddRange(HotlineForms.Read(opened.Intake));
        (reply.Description, reply.CallerPhone) = (Words(opened.Description, sight), opened.Phone);
        (reply.CallerName, reply.ContestReason) = (opened.Name, Words(opened.ContestReason, sight));
        reply.CallerPhoneWithheld = report.Contact is not null && !sight.Phone;
    }
}
