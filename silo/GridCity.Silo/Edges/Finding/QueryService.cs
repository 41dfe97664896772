using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Silo.Watching;

namespace GridCity.Silo.Edges.Finding;

/// <summary>gridcity.query.v1.Query: finding and watching cases.</summary>
internal sealed class QueryService(CaseSearch search, CaseDuplicates duplicates, CaseStreams streams)
{
    public Task<SearchReply> Search(SearchRequest request, RpcCall call) => search.FindAsync(request, call);

    public Task<SuggestDuplicatesReply> SuggestDuplicates(SuggestDuplicatesRequest request, RpcCall call) =>
        duplicates.SuggestAsync(request, call);

    public IAsyncEnumerable<WatchReply> Watch(WatchRequest request, RpcCall call) => streams.WatchAsync(request, call);
}
