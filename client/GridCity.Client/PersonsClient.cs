using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.admin.v1.Persons; the .proto says what each field means and which errors there are.</summary>
public sealed class PersonsClient
{
    private static readonly RpcMethod<PersonRequest, ExportPiece> ExportMethod =
        Of<PersonRequest, ExportPiece>("Export");

    private static readonly RpcMethod<PersonRequest, EraseReply> EraseMethod =
        Of<PersonRequest, EraseReply>("Erase");

    private readonly RetryingCalls _calls;

    internal PersonsClient(RetryingCalls calls) => _calls = calls;

    /// <summary>Pieces of one JSON text.</summary>
    public IAsyncEnumerable<ExportPiece> ExportAsync(PersonRequest request, CancellationToken cancellation = default) =>
        _calls.StreamAsync(ExportMethod, request, cancellation);

    public Task<EraseReply> EraseAsync(PersonRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(EraseMethod, request, cancellation);
}
