using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.junction.v1.Junctions; the .proto says what each field means and which errors there are.</summary>
public sealed class JunctionsClient
{
    private static readonly RpcMethod<ListJunctionsRequest, ListJunctionsReply> ListMethod =
        Of<ListJunctionsRequest, ListJunctionsReply>("List");
    private static readonly RpcMethod<GetJunctionRequest, GetJunctionReply> GetMethod =
        Of<GetJunctionRequest, GetJunctionReply>("Get");
    private static readonly RpcMethod<SetModeRequest, GetJunctionReply> SetModeMethod =
        Of<SetModeRequest, GetJunctionReply>("SetMode");
    private static readonly RpcMethod<ReleaseModeRequest, GetJunctionReply> ReleaseModeMethod =
        Of<ReleaseModeRequest, GetJunctionReply>("ReleaseMode");
    private static readonly RpcMethod<SetPlansRequest, GetJunctionReply> SetPlansMethod =
        Of<SetPlansRequest, GetJunctionReply>("SetPlans");
    private static readonly RpcMethod<WatchJunctionRequest, JunctionMoment> WatchMethod =
        Of<WatchJunctionRequest, JunctionMoment>("Watch");

    private static readonly RpcMethod<Observed, Ordered> LinkMethod =
        RpcMethod<Observed, Ordered>.Of(JunctionReflection.Descriptor.Services[0], "Link");

    private readonly RetryingCalls _calls;

    internal JunctionsClient(RetryingCalls calls) => _calls = calls;

    public Task<ListJunctionsReply> ListAsync(ListJunctionsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListMethod, request, cancellation);

    public Task<GetJunctionReply> GetAsync(GetJunctionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetMethod, request, cancellation);

    public Task<GetJunctionReply> SetModeAsync(SetModeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SetModeMethod, request, cancellation);

    public Task<GetJunctionReply> ReleaseModeAsync(ReleaseModeRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ReleaseModeMethod, request, cancellation);

    public Task<GetJunctionReply> SetPlansAsync(SetPlansRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SetPlansMethod, request, cancellation);

    /// <summary>A message each second; it is not begun again by itself, what is missed is past.</summary>
    public IAsyncEnumerable<JunctionMoment> WatchAsync(WatchJunctionRequest request, CancellationToken cancellation = default) =>
        _calls.StreamAsync(WatchMethod, request, cancellation);

    /// <summary>
    /// Opens a link for controllers; <see cref="FieldController"/> keeps the rules of it. A link that is lost is opened anew
    /// by its owner: with readings a second, the next one is the sign.
    /// </summary>
    public RpcStream<Observed, Ordered> OpenLink(CancellationToken cancellation = default) =>
        _calls.Open(LinkMethod, new() { CancellationToken = cancellation });
}
