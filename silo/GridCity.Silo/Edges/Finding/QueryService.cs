using GridCity.Protos.Query.V1;
using GridCity.Rpc;

namespace GridCity.Silo.Edges.Finding;

/// <summary>gridcity.query.v1.Query: finding cases.</summary>
internal sealed class QueryService(CaseSearch search, CaseDuplicates duplicates)
{
    public Task<SearchReply> Search(SearchRequest request, RpcCall call) => search.FindAsync(request, call);

    public Task<SuggestDuplicatesReply> SuggestDuplicates(SuggestDuplicatesRequest request, RpcCall call) =>
        duplicates.SuggestAsync(request, call);
}
