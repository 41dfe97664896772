using GridCity.Protos.Figures.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.figures.v1.Figures; the .proto says what each field means and which errors there are.</summary>
public sealed class FiguresClient
{
    private static readonly RpcMethod<ListAreasRequest, ListAreasReply> ListAreasMethod = Of<ListAreasRequest, ListAreasReply>("ListAreas");
    private static readonly RpcMethod<GetFiguresRequest, AreaFigures> GetFiguresMethod = Of<GetFiguresRequest, AreaFigures>("GetFigures");
    private static readonly RpcMethod<GetPartsRequest, PartFigures> GetPartsMethod = Of<GetPartsRequest, PartFigures>("GetParts");
    private static readonly RpcMethod<GetHistoryRequest, GetHistoryReply> GetHistoryMethod =
        Of<GetHistoryRequest, GetHistoryReply>("GetHistory");
    private static readonly RpcMethod<ListBehindRequest, ListBehindReply> ListBehindMethod =
        Of<ListBehindRequest, ListBehindReply>("ListBehind");

    private readonly RetryingCalls _calls;

    internal FiguresClient(RetryingCalls calls) => _calls = calls;

    public Task<ListAreasReply> ListAreasAsync(CancellationToken cancellation = default) =>
        _calls.CallAsync(ListAreasMethod, new(), cancellation);

    public Task<AreaFigures> GetFiguresAsync(GetFiguresRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetFiguresMethod, request, cancellation);

    public Task<PartFigures> GetPartsAsync(GetPartsRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetPartsMethod, request, cancellation);

    public Task<GetHistoryReply> GetHistoryAsync(GetHistoryRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(GetHistoryMethod, request, cancellation);

    public Task<ListBehindReply> ListBehindAsync(ListBehindRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(ListBehindMethod, request, cancellation);
}
