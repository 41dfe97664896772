using Google.Protobuf;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>gridcity.query.v1.Query; the .proto says what each field means and which errors there are.</summary>
public sealed class QueryClient
{
    private static readonly RpcMethod<SearchRequest, SearchReply> SearchMethod = Of<SearchRequest, SearchReply>("Search");
    private static readonly RpcMethod<SuggestDuplicatesRequest, SuggestDuplicatesReply> SuggestDuplicatesMethod =
        Of<SuggestDuplicatesRequest, SuggestDuplicatesReply>("SuggestDuplicates");

    private readonly RetryingCalls _calls;

    internal QueryClient(RetryingCalls calls) => _calls = calls;

    public Task<SearchReply> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SearchMethod, request, cancellation);

    public Task<SuggestDuplicatesReply> SuggestDuplicatesAsync(
        SuggestDuplicatesRequest request, CancellationToken cancellation = default) =>
        _calls.CallAsync(SuggestDuplicatesMethod, request, cancellation);

    private static RpcMethod<TRequest, TReply> Of<TRequest, TReply>(string name)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        RpcMethod<TRequest, TReply>.Of(QueryReflection.Descriptor.Services[0], name);
}
