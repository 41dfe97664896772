using GridCity.Cities.Model;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Photos;
using Case = GridCity.Protos.Type.V1.Case;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.desk.v1.Desk: clerk, dispatcher and department.</summary>
internal sealed class DeskService(CaseEdge cases, CaseReader reader, CaseQueues queues, Statistics statistics,
    HelpedCases helped, PhotoDesk photos, HotlineCalls calls)
{
    public Task<CommandReply> File(FileRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.File(request.Standard, OrNull(request.Note)), request, call);

    public Task<CommandReply> Void(VoidRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Void(request.Reason), request, call);

    public Task<CommandReply> Dispatch(DispatchRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.Dispatch(Chosen(request), OrNull(request.Note)), request, call);

    public Task<CommandReply> Handle(HandleRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Handle(), request, call);

    public async Task<CommandReply> Feedback(FeedbackRequest request, RpcCall call)
    {
        var named = await photos.OfCaseAsync(request.CaseId, request.Photos, "photos", call);
        var proof = named.IsDefault ? null : new Proof(named);
        return await cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Feedback(request.Result, Proof: proof), request, call);
    }

    public Task<CommandReply> Close(CloseRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.Close(request.Standard, OrNull(request.Note)), request, call);

    public async Task<CommandReply> Answer(AnswerRequest request, RpcCall call)
    {
        if (Caller.Of(call).Actor.Role == Role.Agent) await calls.RequireAsync(request.CaseId, HotlineRights.Answer, call);
        return await cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Answer(request.Text), request, call);
    }

    public Task<CommandReply> JudgeRecognition(JudgeRecognitionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.JudgeRecognition(request.Real, OrNull(request.Note)), request, call);

    public Task<CommandReply> WantVerify(WantVerifyRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.WantVerify(OrNull(request.Note)), request, call);

    public Task<CommandReply> Audit(AuditRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Audit(request.Passed, OrNull(request.Note)), request, call);

    public async Task<CommandReply> Merge(MergeRequest request, RpcCall call)
    {
        var into = await cases.OtherAsync(request.Into, "into", call);
        return await cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Merge(into, request.Reason), request, call);
    }

    public Task<CommandReply> Unmerge(UnmergeRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Unmerge(request.Reason), request, call);

    public async Task<CommandReply> Join(JoinRequest request, RpcCall call)
    {
        var parent = await cases.OtherAsync(request.Parent, "parent", call);
        return await cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Join(parent, OrNull(request.Note)), request, call);
    }

    public Task<CommandReply> Leave(LeaveRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Leave(request.Reason), request, call);

    public Task<CommandReply> Return(ReturnRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Return(request.Reason), request, call);

    public Task<CommandReply> Involve(InvolveRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Involve(request.Department, OrNull(request.Note)), request, call);

    public Task<CommandReply> Contribute(ContributeRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Contribute(request.Result), request, call);

    public Task<CommandReply> Dismiss(DismissRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Dismiss(request.Department, request.Reason), request, call);

    public Task<CommandReply> Assign(AssignRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Assign(request.Handler, OrNull(request.Note)), request, call);

    public Task<CommandReply> Unassign(UnassignRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Unassign(request.Reason), request, call);

    public Task<CommandReply> Confirm(ConfirmRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Confirm(OrNull(request.Note)), request, call);

    public Task<CommandReply> AskExtension(AskExtensionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.AskExtension(request.Reason), request, call);

    public Task<CommandReply> ReviewExtension(ReviewExtensionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.ReviewExtension(request.Supported, OrNull(request.Note)), request, call);

    public Task<CommandReply> DecideExtension(DecideExtensionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.DecideExtension(request.Granted, OrNull(request.Note)), request, call);

    public Task<CommandReply> AskSuspension(AskSuspensionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.AskSuspension(request.Reason, CaseMessages.Moment(request.Until, "until")), request, call);

    public Task<CommandReply> DecideSuspension(DecideSuspensionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.DecideSuspension(request.Granted, OrNull(request.Note)), request, call);

    public Task<CommandReply> Resume(ResumeRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Resume(request.Reason), request, call);

    public async Task<CommandReply> Urge(UrgeRequest request, RpcCall call)
    {
        if (Caller.Of(call).Actor.Role == Role.Agent) await calls.RequireAsync(request.CaseId, HotlineRights.Urge, call);
        return await cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Urge(OrNull(request.Note)), request, call);
    }

    public Task<CommandReply> Supervise(SuperviseRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Supervise(request.Reason), request, call);

    public Task<CommandReply> EndSupervision(EndSupervisionRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.EndSupervision(OrNull(request.Note)), request, call);

    public Task<Case> GetCase(GetCaseRequest request, RpcCall call) => reader.GetAsync(request, call);

    public Task<ListQueueReply> ListQueue(ListQueueRequest request, RpcCall call) => Statuses.GuardAsync(call, queues.ListAsync(request, call));

    public Task<ListQueueReply> ListHelped(ListHelpedRequest request, RpcCall call) => helped.ListAsync(request, call);

    public Task<StatisticsReply> Statistics(StatisticsRequest request, RpcCall call) => statistics.CountAsync(request, call);

    private static string? Chosen(DispatchRequest request) => (request.ByRules, request.Department) switch
    {
        (false, var department) => department,
        (true, "") => null,
        _ => throw Statuses.Invalid("department", "must be empty when the rules are to choose."),
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
