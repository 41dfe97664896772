using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.desk.v1.Desk; the .proto says what each field means and which errors there are.</summary>
public sealed class DeskClient
{
    private static readonly RpcMethod<FileRequest, CommandReply> FileMethod = Of<FileRequest, CommandReply>("File");
    private static readonly RpcMethod<VoidRequest, CommandReply> VoidMethod = Of<VoidRequest, CommandReply>("Void");
    private static readonly RpcMethod<DispatchRequest, CommandReply> DispatchMethod =
        Of<DispatchRequest, CommandReply>("Dispatch");
    private static readonly RpcMethod<HandleRequest, CommandReply> HandleMethod =
        Of<HandleRequest, CommandReply>("Handle");
    private static readonly RpcMethod<FeedbackRequest, CommandReply> FeedbackMethod =
        Of<FeedbackRequest, CommandReply>("Feedback");
    private static readonly RpcMethod<CloseRequest, CommandReply> CloseMethod = Of<CloseRequest, CommandReply>("Close");
    private static readonly RpcMethod<AnswerRequest, CommandReply> AnswerMethod =
        Of<AnswerRequest, CommandReply>("Answer");
    private static readonly RpcMethod<JudgeRecognitionRequest, CommandReply> JudgeRecognitionMethod =
        Of<JudgeRecognitionRequest, CommandReply>("JudgeRecognition");
    private static readonly RpcMethod<WantVerifyRequest, CommandReply> WantVerifyMethod =
        Of<WantVerifyRequest, CommandReply>("WantVerify");
    private static readonly RpcMethod<AuditRequest, CommandReply> AuditMethod =
        Of<AuditRequest, CommandReply>("Audit");
    private static readonly RpcMethod<MergeRequest, CommandReply> MergeMethod =
        Of<MergeRequest, CommandReply>("Merge");
    private static readonly RpcMethod<UnmergeRequest, CommandReply> UnmergeMethod =
        Of<UnmergeRequest, CommandReply>("Unmerge");
    private static readonly RpcMethod<JoinRequest, CommandReply> JoinMethod =
        Of<JoinRequest, CommandReply>("Join");
    private static readonly RpcMethod<LeaveRequest, CommandReply> LeaveMethod =
        Of<LeaveRequest, CommandReply>("Leave");
    private static readonly RpcMethod<ReturnRequest, CommandReply> ReturnMethod =
        Of<ReturnRequest, CommandReply>("Return");
    private static readonly RpcMethod<InvolveRequest, CommandReply> InvolveMethod =
        Of<InvolveRequest, CommandReply>("Involve");
    private static readonly RpcMethod<ContributeRequest, CommandReply> ContributeMethod =
        Of<ContributeRequest, CommandReply>("Contribute");
    private static readonly RpcMethod<DismissRequest, CommandReply> DismissMethod =
        Of<DismissRequest, CommandReply>("Dismiss");
    private static readonly RpcMethod<AssignRequest, CommandReply> AssignMethod =
        Of<AssignRequest, CommandReply>("Assign");
    private static readonly RpcMethod<UnassignRequest, CommandReply> UnassignMethod =
        Of<UnassignRequest, CommandReply>("Unassign");
    private static readonly RpcMethod<ConfirmRequest, CommandReply> ConfirmMethod =
        Of<ConfirmRequest, CommandReply>("Confirm");
    private static readonly RpcMethod<AskExtensionRequest, CommandReply> AskExtensionMethod =
        Of<AskExtensionRequest, CommandReply>("AskExtension");
    private static readonly RpcMethod<ReviewExtensionRequest, CommandReply> ReviewExtensionMethod =
        Of<ReviewExtensionRequest, CommandReply>("ReviewExtension");
    private static readonly RpcMethod<DecideExtensionRequest, CommandReply> DecideExtensionMethod =
        Of<DecideExtensionRequest, CommandReply>("DecideExtension");
    private static readonly RpcMethod<AskSuspensionRequest, CommandReply> AskSuspensionMethod =
        Of<AskSuspensionRequest, CommandReply>("AskSuspension");
    private static readonly RpcMethod<DecideSuspensionRequest, CommandReply> DecideSuspensionMethod =
        Of<DecideSuspensionRequest, CommandReply>("DecideSuspension");
    private static readonly RpcMethod<ResumeRequest, CommandReply> ResumeMethod =
        Of<ResumeRequest, CommandReply>("Resume");
    private static readonly RpcMethod<UrgeRequest, CommandReply> UrgeMethod =
        Of<UrgeRequest, CommandReply>("Urge");
    private static readonly RpcMethod<SuperviseRequest, CommandReply> SuperviseMethod =
        Of<SuperviseRequest, CommandReply>("Supervise");
    private static readonly RpcMethod<EndSupervisionRequest, CommandReply> EndSupervisionMethod =
        Of<EndSupervisionRequest, CommandReply>("EndSupervision");
    private static readonly RpcMethod<GetCaseRequest, Case> GetCaseMethod = Of<GetCaseRequest, Case>("GetCase");
    private static readonly RpcMethod<ListQueueRequest, ListQueueReply> ListQueueMethod =
        Of<ListQueueRequest, ListQueueReply>("ListQueue");
    private static readonly RpcMethod<ListHelpedRequest, ListQueueReply> ListHelpedMethod =
        Of<ListHelpedRequest, ListQueueReply>("ListHelped");
    private static readonly RpcMethod<StatisticsRequest, StatisticsReply> StatisticsMethod =
        Of<StatisticsRequest, StatisticsReply>("Statistics");

    private readonly RetryingCalls _calls;

    internal DeskClient(RetryingCalls calls) => _calls = calls;

    public Task<CommandReply> FileAsync(FileRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FileMethod, request, cancellation);

    public Task<CommandReply> VoidAsync(VoidRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(VoidMethod, request, cancellation);

    public Task<CommandReply> DispatchAsync(DispatchRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(DispatchMethod, request, cancellation);

    public Task<CommandReply> HandleAsync(HandleRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(HandleMethod, request, cancellation);

    public Task<CommandReply> FeedbackAsync(FeedbackRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FeedbackMethod, request, cancellation);

    public Task<CommandReply> CloseAsync(CloseRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(CloseMethod, request, cancellation);

    public Task<CommandReply> AnswerAsync(AnswerRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AnswerMethod, request, cancellation);

    public Task<CommandReply> JudgeRecognitionAsync(JudgeRecognitionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(JudgeRecognitionMethod, request, cancellation);

    public Task<CommandReply> WantVerifyAsync(WantVerifyRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(WantVerifyMethod, request, cancellation);

    public Task<CommandReply> AuditAsync(AuditRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AuditMethod, request, cancellation);

    public Task<CommandReply> MergeAsync(MergeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(MergeMethod, request, cancellation);

    public Task<CommandReply> UnmergeAsync(UnmergeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(UnmergeMethod, request, cancellation);

    public Task<CommandReply> JoinAsync(JoinRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(JoinMethod, request, cancellation);

    public Task<CommandReply> LeaveAsync(LeaveRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(LeaveMethod, request, cancellation);

    public Task<CommandReply> ReturnAsync(ReturnRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReturnMethod, request, cancellation);

    public Task<CommandReply> InvolveAsync(InvolveRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(InvolveMethod, request, cancellation);

    public Task<CommandReply> ContributeAsync(ContributeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ContributeMethod, request, cancellation);

    public Task<CommandReply> DismissAsync(DismissRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(DismissMethod, request, cancellation);

    public Task<CommandReply> AssignAsync(AssignRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AssignMethod, request, cancellation);

    public Task<CommandReply> UnassignAsync(UnassignRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(UnassignMethod, request, cancellation);

    public Task<CommandReply> ConfirmAsync(ConfirmRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ConfirmMethod, request, cancellation);

    public Task<CommandReply> AskExtensionAsync(AskExtensionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AskExtensionMethod, request, cancellation);

    public Task<CommandReply> ReviewExtensionAsync(ReviewExtensionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReviewExtensionMethod, request, cancellation);

    public Task<CommandReply> DecideExtensionAsync(DecideExtensionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(DecideExtensionMethod, request, cancellation);

    public Task<CommandReply> AskSuspensionAsync(AskSuspensionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AskSuspensionMethod, request, cancellation);

    public Task<CommandReply> DecideSuspensionAsync(DecideSuspensionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(DecideSuspensionMethod, request, cancellation);

    public Task<CommandReply> ResumeAsync(ResumeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ResumeMethod, request, cancellation);

    public Task<CommandReply> UrgeAsync(UrgeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(UrgeMethod, request, cancellation);

    public Task<CommandReply> SuperviseAsync(SuperviseRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SuperviseMethod, request, cancellation);

    public Task<CommandReply> EndSupervisionAsync(EndSupervisionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(EndSupervisionMethod, request, cancellation);

    public Task<Case> GetCaseAsync(GetCaseRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetCaseMethod, request, cancellation);

    public Task<ListQueueReply> ListQueueAsync(ListQueueRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListQueueMethod, request, cancellation);

    public Task<ListQueueReply> ListHelpedAsync(ListHelpedRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListHelpedMethod, request, cancellation);

    public Task<StatisticsReply> StatisticsAsync(StatisticsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(StatisticsMethod, request, cancellation);
}
