using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.desk.v1.Components; the .proto says what each field means and which errors there are.</summary>
public sealed class ComponentsClient
{
    private static readonly RpcMethod<FindNearestRequest, FindNearestReply> FindNearestMethod =
        Of<FindNearestRequest, FindNearestReply>("FindNearest");
    private static readonly RpcMethod<GetComponentRequest, GetComponentReply> GetComponentMethod =
        Of<GetComponentRequest, GetComponentReply>("GetComponent");

    private readonly RetryingCalls _calls;

    internal ComponentsClient(RetryingCalls calls) => _calls = calls;

    public Task<FindNearestReply> FindNearestAsync(FindNearestRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(FindNearestMethod, request, cancellation);

    public Task<GetComponentReply> GetAsync(GetComponentRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetComponentMethod, request, cancellation);
}
