using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.field.v1.Field; the .proto says what each field means and which errors there are.</summary>
public sealed class FieldClient
{
    private static readonly RpcMethod<SignOnRequest, DutyReply> SignOnMethod = Of<SignOnRequest, DutyReply>("SignOn");
    private static readonly RpcMethod<SignOffRequest, DutyReply> SignOffMethod =
        Of<SignOffRequest, DutyReply>("SignOff");
    private static readonly RpcMethod<CheckRequest, CommandReply> CheckMethod = Of<CheckRequest, CommandReply>("Check");
    private static readonly RpcMethod<VerifyRequest, CommandReply> VerifyMethod =
        Of<VerifyRequest, CommandReply>("Verify");
    private static readonly RpcMethod<SelfHandleRequest, FoundedReply> SelfHandleMethod =
        Of<SelfHandleRequest, FoundedReply>("SelfHandle");
    private static readonly RpcMethod<MyTasksRequest, MyTasksReply> MyTasksMethod =
        Of<MyTasksRequest, MyTasksReply>("MyTasks");

    private static readonly RpcMethod<ReportPositionsRequest, ReportPositionsReply> ReportPositionsMethod =
        Of<ReportPositionsRequest, ReportPositionsReply>("ReportPositions");
    private static readonly RpcMethod<MyShiftRequest, Shift> MyShiftMethod = Of<MyShiftRequest, Shift>("MyShift");

    private static readonly RpcMethod<GetGroundRequest, GetGroundReply> GetGroundMethod =
        Of<GetGroundRequest, GetGroundReply>("GetGround");

    private static readonly WatchMethod<WatchTasksRequest, WatchTasksReply> WatchTasksMethod =
        new(Of<WatchTasksRequest, WatchTasksReply>("WatchTasks"), reply => reply.Cursor, (request, cursor) => request.Cursor = cursor);

    private static readonly RpcMethod<ReportRequest, FoundedReply> ReportMethod = Of<ReportRequest, FoundedReply>("Report");
    private static readonly RpcMethod<OfflineAct, OfflineAnswer> SendOfflineMethod =
        Of<OfflineAct, OfflineAnswer>("SendOffline");

    /// <summary>Acts of one stream: each piece has the time that one answer may take.</summary>
    private const int OfflinePieceMax = 100;

    private readonly RetryingCalls _calls;
    private readonly Watches _watches;
    private readonly PhotosClient _photos;

    internal FieldClient(RetryingCalls calls, Watches watches, PhotosClient photos) =>
        (_calls, _watches, _photos) = (calls, watches, photos);

    public Task<DutyReply> SignOnAsync(SignOnRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SignOnMethod, request, cancellation);

    public Task<DutyReply> SignOffAsync(SignOffRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SignOffMethod, request, cancellation);

    public Task<CommandReply> CheckAsync(CheckRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(CheckMethod, request, cancellation);

    public Task<CommandReply> VerifyAsync(VerifyRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(VerifyMethod, request, cancellation);

    public Task<FoundedReply> SelfHandleAsync(SelfHandleRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SelfHandleMethod, request, cancellation);

    public Task<FoundedReply> ReportAsync(ReportRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReportMethod, request, cancellation);

    /// <summary>
    /// Sends all that was gathered without a connection: photos, then acts. Begins at a moment of its own within
    /// <see cref="GridCityClientOptions.ComeBackWithin"/>. It may be called again with the same work until it succeeds.
    /// </summary>
    /// <returns>One answer for each act, in the same order.</returns>
    public async Task<IReadOnlyList<OfflineAnswer>> ComeBackAsync(OfflineWork work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _calls.AwaitOwnMomentAsync(cancellation);
        foreach (var photo in work.Photos) await _photos.PutAsync(photo.Name, photo.Read(), cancellation);
        return await SendOfflineAsync(work.Acts, cancellation);
    }

    /// <summary>
    /// Sends what was done without a connection, in the order of the list, in pieces; after a broken connection from the
    /// first act that has no answer. Sets <c>sent_at</c>.
    /// </summary>
    /// <returns>One answer for each act, in the same order.</returns>
    public async Task<IReadOnlyList<OfflineAnswer>> SendOfflineAsync(
        IEnumerable<OfflineAct> acts, CancellationToken cancellation = default)
    {
        var answers = new List<OfflineAnswer>();
        foreach (var piece in acts.Chunk(OfflinePieceMax))
        {
            var batch = new OfflineSending(_calls, SendOfflineMethod, piece);
            answers.AddRange(await _calls.TryAsync(batch.GoOnAsync, cancellation));
        }

        return answers;
    }

    public Task<MyTasksReply> MyTasksAsync(MyTasksRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(MyTasksMethod, request, cancellation);

    /// <summary>Goes on by itself behind the last message when a connection or a silo is lost.</summary>
    public IAsyncEnumerable<WatchTasksReply> WatchTasksAsync(WatchTasksRequest request, CancellationToken cancellation = default) =>
        _watches.WatchAsync(WatchTasksMethod, request, cancellation);

    public Task<ReportPositionsReply> ReportPositionsAsync(
        ReportPositionsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReportPositionsMethod, request, cancellation);

    public Task<Shift> MyShiftAsync(MyShiftRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(MyShiftMethod, request, cancellation);

    public Task<GetGroundReply> GetGroundAsync(GetGroundRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetGroundMethod, request, cancellation);
}
