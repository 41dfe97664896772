using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.desk.v1.Duty; the .proto says what each field means and which errors there are.</summary>
public sealed class DutyClient
{
    private static readonly RpcMethod<GetDutyGridRequest, GetDutyGridReply> GetDutyGridMethod =
        Of<GetDutyGridRequest, GetDutyGridReply>("GetDutyGrid");
    private static readonly RpcMethod<GetShiftRequest, Shift> GetShiftMethod = Of<GetShiftRequest, Shift>("GetShift");

    private readonly RetryingCalls _calls;

    internal DutyClient(RetryingCalls calls) => _calls = calls;

    public Task<GetDutyGridReply> GetDutyGridAsync(GetDutyGridRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetDutyGridMethod, request, cancellation);

    public Task<Shift> GetShiftAsync(GetShiftRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetShiftMethod, request, cancellation);
}
