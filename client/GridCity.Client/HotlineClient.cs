using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.hotline.v1.Hotline; the .proto says what each field means and which errors there are.</summary>
public sealed class HotlineClient
{
    private static readonly RpcMethod<RegisterRequest, RegisterReply> RegisterMethod =
        Of<RegisterRequest, RegisterReply>("Register");
    private static readonly RpcMethod<RecogniseRequest, RegisterReply> RecogniseMethod =
        Of<RecogniseRequest, RegisterReply>("Recognise");
    private static readonly RpcMethod<ContestRequest, CommandReply> ContestMethod =
        Of<ContestRequest, CommandReply>("Contest");
    private static readonly RpcMethod<FollowRequest, FollowReply> FollowMethod =
        Of<FollowRequest, FollowReply>("Follow");

    private static readonly RpcMethod<ListLinesRequest, ListLinesReply> ListLinesMethod =
        Of<ListLinesRequest, ListLinesReply>("ListLines");
    private static readonly RpcMethod<StartCallRequest, StartCallReply> StartCallMethod =
        Of<StartCallRequest, StartCallReply>("StartCall");
    private static readonly RpcMethod<TransferRequest, CommandReply> TransferMethod =
        Of<TransferRequest, CommandReply>("Transfer");
    private static readonly RpcMethod<ReturnVisitRequest, CommandReply> ReturnVisitMethod =
        Of<ReturnVisitRequest, CommandReply>("ReturnVisit");

    private readonly RetryingCalls _calls;

    internal HotlineClient(RetryingCalls calls) => _calls = calls;

    public Task<RegisterReply> RegisterAsync(RegisterRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(RegisterMethod, request, cancellation);

    public Task<RegisterReply> RecogniseAsync(RecogniseRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(RecogniseMethod, request, cancellation);

    public Task<CommandReply> ContestAsync(ContestRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ContestMethod, request, cancellation);

    public Task<FollowReply> FollowAsync(FollowRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FollowMethod, request, cancellation);

    public Task<ListLinesReply> ListLinesAsync(ListLinesRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListLinesMethod, request, cancellation);

    public Task<StartCallReply> StartCallAsync(StartCallRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(StartCallMethod, request, cancellation);

    public Task<CommandReply> TransferAsync(TransferRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(TransferMethod, request, cancellation);

    public Task<CommandReply> ReturnVisitAsync(ReturnVisitRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReturnVisitMethod, request, cancellation);
}
