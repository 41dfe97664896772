using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using Case = GridCity.Protos.Type.V1.Case;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.desk.v1.Desk: clerk, dispatcher and department.</summary>
internal sealed class DeskService(CaseEdge cases, CaseReader reader, CaseQueues queues, CaseWatch watch, Statistics statistics)
{
    public Task<CommandReply> File(FileRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.File(request.Standard, OrNull(request.Note)), request, call);

    public Task<CommandReply> Void(VoidRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Void(request.Reason), request, call);

    public Task<CommandReply> Dispatch(DispatchRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.Dispatch(request.Department, OrNull(request.Note)), request, call);

    public Task<CommandReply> Handle(HandleRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Handle(), request, call);

    public Task<CommandReply> Feedback(FeedbackRequest request, RpcCall call) =>
        cases.AskAsync(request.CaseId, request.CommandId, new CaseCommand.Feedback(request.Result), request, call);

    public Task<CommandReply> Close(CloseRequest request, RpcCall call) =>
        cases.AskAsync(
            request.CaseId, request.CommandId, new CaseCommand.Close(request.Standard, OrNull(request.Note)), request, call);

    public Task<Case> GetCase(GetCaseRequest request, RpcCall call) => reader.GetAsync(request, call);

    public Task<ListQueueReply> ListQueue(ListQueueRequest request, RpcCall call) => Statuses.GuardAsync(call, queues.ListAsync(request, call));

    public IAsyncEnumerable<TimelineEntry> WatchCase(WatchCaseRequest request, RpcCall call) => watch.CaseAsync(request, call);

    public IAsyncEnumerable<QueueChange> WatchQueue(WatchQueueRequest request, RpcCall call) => watch.QueueAsync(request, call);

    public Task<StatisticsReply> Statistics(StatisticsRequest request, RpcCall call) => statistics.CountAsync(request, call);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
