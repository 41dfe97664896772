using Google.Protobuf;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Citizens;
using GridCity.Silo.Edges.Finding;
using GridCity.Silo.Edges.Photos;
using Recognition = GridCity.Grains.Cases.Recognition;
using SourceKind = GridCity.Grains.Cases.SourceKind;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.hotline.v1.Hotline: the call centre, and other systems that report.</summary>
internal sealed class HotlineService(
    CommandEdge edge, CaseEdge cases, ReportDesk reports, Reporters reporters, CaseDuplicates duplicates,
    CaseHome home, PhotoDesk photos, HotlineForms forms, HotlineCalls calls, FollowedCases followed, GridClock clock)
{
    public async Task<RegisterReply> Register(RegisterRequest request, RpcCall call)
    {
        var own = edge.CommandId(request.CommandId);
        var id = CaseId.Derive(Caller.Of(call).Name, own);
        var answers = forms.Checked(request);
        var report = await reports.TakeAsync(id, request, ReportDesk.KindOf(request.Kind, call), call);
        var named = await photos.TakeAsync(id, request.Photos, "photos", Reporters.Whose(report), call);
        var proof = named.IsDefault ? null : new Proof(named);
        var reply = await FoundAsync(id, new CaseCommand.Register(report, proof, await IntakeAsync(id, report, answers, call)), own, request, call);
        if (request.SuggestDuplicates) reply.Duplicates.AddRange(await OfferAsync(id, report, request.Description, call));
        return reply;
    }

    public Task<ListLinesReply> ListLines(ListLinesRequest request, RpcCall call) => Task.FromResult(
        new ListLinesReply { Lines = { forms.Lines.Select(line => HotlineMessages.Message(line, forms.Form(line))) } });

    public Task<StartCallReply> StartCall(StartCallRequest request, RpcCall call) => calls.StartAsync(request, call);

    public Task<CommandReply> Transfer(TransferRequest request, RpcCall call) => calls.TransferAsync(request, call);

    public Task<CommandReply> ReturnVisit(ReturnVisitRequest request, RpcCall call) => calls.VisitAsync(request, call);

    /// <summary>Of one who was erased meanwhile nothing is kept.</summary>
    private async Task<Sealed?> IntakeAsync(CaseId id, Report report, string answers, RpcCall call) =>
        answers.Length == 0 ? null : await reporters.SealMoreAsync(id, report, Reporters.IntakeField, reports.Checked(answers, "intake"), call);

    /// <summary>An offer: a report that is taken down is not refused because it could not be made.</summary>
    private async Task<IReadOnlyList<PossibleDuplicate>> OfferAsync(CaseId id, Report report, string description, RpcCall call)
    {
        try
        {
            return await duplicates.SuggestAsync(id, report, description, clock.Now, call);
        }
        catch (RpcException error) when (error.Code == StatusCode.Unavailable)
        {
            return [];
        }
    }

    public async Task<RegisterReply> Recognise(RecogniseRequest request, RpcCall call)
    {
        var own = edge.CommandId(request.CommandId);
        var id = CaseId.Derive(Caller.Of(call).Name, own);
        var seen = request.Recognition ?? throw Statuses.Invalid("recognition", "is missing.");
        var taken = new RegisterRequest
        {
            Category = request.Category, Place = request.Place, Source = request.Source, OccurredAt = request.OccurredAt,
        };
        var report = await reports.TakeAsync(id, taken, SourceKind.Recognised, call);
        var recognition = new Recognition(seen.Recogniser, seen.ConfidencePerMille, [.. seen.Evidence]);
        return await FoundAsync(id, new CaseCommand.Recognise(report, recognition), own, request, call);
    }

    public async Task<CommandReply> Contest(ContestRequest request, RpcCall call)
    {
        var (id, known) = await followed.FindAsync(request.Number, request.FollowCode, call);
        var command = await ContestAsync(id, known, reports.Checked(request.Reason, "reason"), call);
        var reply = await cases.AskAsync(id.Value, request.CommandId, command, request, call);
        // The ground may have been divided anew while the case was closed, and only open cases go along with it.
        await Statuses.GuardAsync(call, home.BringAsync(id, call.CancellationToken));
        return reply;
    }

    public async Task<FollowReply> Follow(FollowRequest request, RpcCall call)
    {
        var (_, own) = await followed.FindAsync(request.Number, request.FollowCode, call);
        var known = await followed.GoesOnAsync(own, call);
        return new()
        {
            Stage = CaseMessages.StageOf(known.Stage),
            RegisteredAt = CaseMessages.Moment(known.Ticket.RegisteredAt),
            StageSince = CaseMessages.Moment(known.StageSince),
            ClosedAt = CaseMessages.Moment(known.ClosedAt),
        };
    }

    /// <summary>What a reporter says is sealed; of one who was erased meanwhile nothing is kept.</summary>
    private async Task<CaseCommand.Contest> ContestAsync(CaseId id, CaseState.Known known, string reason, RpcCall call) =>
        reason.Length == 0 ? new(reason)
        : await reporters.SealMoreAsync(id, known.Ticket.Report, Reporters.ContestField, reason, call) is { } hidden ? new(SealedReason: hidden)
        : new("(not kept)");

    private async Task<RegisterReply> FoundAsync(
        CaseId id, CaseCommand command, Guid own, IMessage request, RpcCall call)
    {
        var accepted = await edge.AskAsync(id.Grain, command, own, request, call);
        var kept = ((CaseState.Known)accepted.State).Ticket.Report;
        return new()
        {
            CaseId = id.Value,
            Number = kept.Number,
            FollowCode = kept.FollowCode ?? "",
            Cell = kept.Cell,
            Version = accepted.Version,
        };
    }
}
