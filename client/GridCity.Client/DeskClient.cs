using Google.Protobuf;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

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
    private static readonly RpcMethod<GetCaseRequest, Case> GetCaseMethod = Of<GetCaseRequest, Case>("GetCase");
    private static readonly RpcMethod<ListQueueRequest, ListQueueReply> ListQueueMethod =
        Of<ListQueueRequest, ListQueueReply>("ListQueue");
    private static readonly RpcMethod<StatisticsRequest, StatisticsReply> StatisticsMethod =
        Of<StatisticsRequest, StatisticsReply>("Statistics");
    private static readonly RpcMethod<WatchCaseRequest, TimelineEntry> WatchCaseMethod =
        Of<WatchCaseRequest, TimelineEntry>("WatchCase");
    private static readonly RpcMethod<WatchQueueRequest, QueueChange> WatchQueueMethod =
        Of<WatchQueueRequest, QueueChange>("WatchQueue");

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

    public Task<Case> GetCaseAsync(GetCaseRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetCaseMethod, request, cancellation);

    public Task<ListQueueReply> ListQueueAsync(ListQueueRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListQueueMethod, request, cancellation);

    public Task<StatisticsReply> StatisticsAsync(StatisticsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(StatisticsMethod, request, cancellation);

    public IAsyncEnumerable<TimelineEntry> WatchCaseAsync(
        WatchCaseRequest request, CancellationToken cancellation = default) =>
        _calls.StreamAsync(WatchCaseMethod, request, cancellation);

    public IAsyncEnumerable<QueueChange> WatchQueueAsync(
        WatchQueueRequest request, CancellationToken cancellation = default) =>
        _calls.StreamAsync(WatchQueueMethod, request, cancellation);

    private static RpcMethod<TRequest, TReply> Of<TRequest, TReply>(string name)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        RpcMethod<TRequest, TReply>.Of(DeskReflection.Descriptor.Services[0], name);
}
