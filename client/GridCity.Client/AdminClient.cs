using Google.Protobuf;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.admin.v1.Admin; the .proto says what each field means and which errors there are.</summary>
public sealed class AdminClient
{
    private const int PartBytes = 1 << 20;

    private static readonly RpcMethod<GetVersionRequest, GetVersionReply> GetVersionMethod =
        Of<GetVersionRequest, GetVersionReply>("GetVersion");
    private static readonly RpcMethod<GetCityRequest, GetCityReply> GetCityMethod =
        Of<GetCityRequest, GetCityReply>("GetCity");
    private static readonly RpcMethod<CreateTokenRequest, CreateTokenReply> CreateTokenMethod =
        Of<CreateTokenRequest, CreateTokenReply>("CreateToken");
    private static readonly RpcMethod<RevokeTokenRequest, RevokeTokenReply> RevokeTokenMethod =
        Of<RevokeTokenRequest, RevokeTokenReply>("RevokeToken");
    private static readonly RpcMethod<EstablishDepartmentRequest, GrainReply> EstablishDepartmentMethod =
        Of<EstablishDepartmentRequest, GrainReply>("EstablishDepartment");
    private static readonly RpcMethod<AppointInspectorsRequest, GrainReply> AppointInspectorsMethod =
        Of<AppointInspectorsRequest, GrainReply>("AppointInspectors");
    private static readonly RpcMethod<GetBacklogRequest, GetBacklogReply> GetBacklogMethod =
        Of<GetBacklogRequest, GetBacklogReply>("GetBacklog");

    private static readonly RpcMethod<ApplyCityRequest, ApplyCityReply> ApplyCityMethod =
        Of<ApplyCityRequest, ApplyCityReply>("ApplyCity");

    private readonly RetryingCalls _calls;

    internal AdminClient(RetryingCalls calls) => _calls = calls;

    public Task<GetVersionReply> GetVersionAsync(GetVersionRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetVersionMethod, request, cancellation);

    /// <param name="zip">The city's folder, zipped.</param>
    public Task<ApplyCityReply> ApplyCityAsync(ReadOnlyMemory<byte> zip, CancellationToken cancellation = default) =>
        _calls.SendAsync(ApplyCityMethod, Parts(zip), cancellation);

    private static IEnumerable<ApplyCityRequest> Parts(ReadOnlyMemory<byte> zip)
    {
        for (var at = 0; at < zip.Length; at += PartBytes)
            yield return new() { Zip = ByteString.CopyFrom(zip.Slice(at, Math.Min(PartBytes, zip.Length - at)).Span) };
    }

    public Task<GetCityReply> GetCityAsync(GetCityRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetCityMethod, request, cancellation);

    public Task<CreateTokenReply> CreateTokenAsync(
        CreateTokenRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(CreateTokenMethod, request, cancellation);

    public Task<RevokeTokenReply> RevokeTokenAsync(
        RevokeTokenRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(RevokeTokenMethod, request, cancellation);

    public Task<GrainReply> EstablishDepartmentAsync(
        EstablishDepartmentRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(EstablishDepartmentMethod, request, cancellation);

    public Task<GrainReply> AppointInspectorsAsync(
        AppointInspectorsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(AppointInspectorsMethod, request, cancellation);

    public Task<GetBacklogReply> GetBacklogAsync(GetBacklogRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetBacklogMethod, request, cancellation);
}
