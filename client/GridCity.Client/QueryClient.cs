using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using static GridCity.Client.ServiceMethods;

namespace GridCity.Client;

/// <summary>gridcity.query.v1.Query; the .proto says what each field means and which errors there are.</summary>
public sealed class QueryClient
{
    private static readonly RpcMethod<SearchRequest, SearchReply> SearchMethod = Of<SearchRequest, SearchReply>("Search");
    private static readonly RpcMethod<SuggestDuplicatesRequest, SuggestDuplicatesReply> SuggestDuplicatesMethod =
        Of<SuggestDuplicatesRequest, SuggestDuplicatesReply>("SuggestDuplicates");

    private static readonly WatchMethod<WatchRequest, WatchReply> WatchMethod =
        new(Of<WatchRequest, WatchReply>("Watch"), reply => reply.Cursor, (request, cursor) => request.Cursor = cursor);

    private readonly RetryingCalls _calls;
    private readonly Watches _watches;

    internal QueryClient(RetryingCalls calls, Watches watches) => (_calls, _watches) = (calls, watches);

    public Task<SearchReply> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SearchMethod, request, cancellation);

    public Task<SuggestDuplicatesReply> SuggestDuplicatesAsync(
        SuggestDuplicatesRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SuggestDuplicatesMethod, request, cancellation);

    /// <summary>Goes on by itself behind the last message when a connection or a silo is lost.</summary>
    public IAsyncEnumerable<WatchReply> WatchAsync(WatchRequest request, CancellationToken cancellation = default) =>
        _watches.WatchAsync(WatchMethod, request, cancellation);
}
