using GridCity.Protos.Escort.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.escort.v1.Escorts; the .proto says what each field means and which errors there are.</summary>
public sealed class EscortsClient
{
    private static readonly RpcMethod<StartEscortRequest, Escort> StartMethod = Of<StartEscortRequest, Escort>("Start");
    private static readonly RpcMethod<ReportPositionRequest, Escort> ReportMethod = Of<ReportPositionRequest, Escort>("Report");
    private static readonly RpcMethod<GetEscortRequest, Escort> GetMethod = Of<GetEscortRequest, Escort>("Get");
    private static readonly RpcMethod<ListEscortsRequest, ListEscortsReply> ListMethod = Of<ListEscortsRequest, ListEscortsReply>("List");
    private static readonly RpcMethod<StopEscortRequest, Escort> StopMethod = Of<StopEscortRequest, Escort>("Stop");

    private readonly RetryingCalls _calls;

    internal EscortsClient(RetryingCalls calls) => _calls = calls;

    public Task<Escort> StartAsync(StartEscortRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(StartMethod, request, cancellation);

    public Task<Escort> ReportAsync(ReportPositionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReportMethod, request, cancellation);

    public Task<Escort> GetAsync(GetEscortRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetMethod, request, cancellation);

    public Task<ListEscortsReply> ListAsync(ListEscortsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListMethod, request, cancellation);

    public Task<Escort> StopAsync(StopEscortRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(StopMethod, request, cancellation);
}
