using Google.Protobuf;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Rpc.Binding;
using GridCity.Rpc.Client;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Workflow;

/// <summary>What the desks ask, over gRPC: by one who sees the whole city, or one area.</summary>
internal sealed class QueryDesk(RpcChannel channel, RpcMetadata token)
{
    private static readonly RpcMethod<ListQueueRequest, ListQueueReply> ListMethod =
        RpcMethod<ListQueueRequest, ListQueueReply>.Of(DeskReflection.Descriptor.Services[0], "ListQueue");
    private static readonly RpcMethod<GetCaseRequest, Protos.Type.V1.Case> GetMethod =
        RpcMethod<GetCaseRequest, Protos.Type.V1.Case>.Of(DeskReflection.Descriptor.Services[0], "GetCase");
    private static readonly RpcMethod<SearchRequest, SearchReply> SearchMethod =
        RpcMethod<SearchRequest, SearchReply>.Of(QueryReflection.Descriptor.Services[0], "Search");
    private static readonly RpcMethod<SuggestDuplicatesRequest, SuggestDuplicatesReply> DuplicatesMethod =
        RpcMethod<SuggestDuplicatesRequest, SuggestDuplicatesReply>.Of(QueryReflection.Descriptor.Services[0], "SuggestDuplicates");
    private static readonly RpcMethod<CreateTokenRequest, CreateTokenReply> TokenMethod =
        RpcMethod<CreateTokenRequest, CreateTokenReply>.Of(AdminReflection.Descriptor.Services[0], "CreateToken");

    /// <summary>The one who makes the others' tokens.</summary>
    public static async Task<QueryDesk> AdministratorAsync(RpcChannel channel, SiloPlace place) =>
        new(channel, Header(await SiloProcess.TokenAsync(place, "administrator", "bench-administrator")));

    /// <summary>A clerk of an area, the whole city if it is empty; only an administrator makes one.</summary>
    public async Task<QueryDesk> OfAreaAsync(string area) => new(channel, Header(
        (await Call(TokenMethod, new() { Person = $"bench-clerk{area}", Role = "clerk", Area = area })).Token));

    public Task<ListQueueReply> ListAsync(ListQueueRequest request) => Call(ListMethod, request);

    public Task<Protos.Type.V1.Case> GetAsync(string @case) => Call(GetMethod, new() { CaseId = @case });

    public Task<SearchReply> SearchAsync(SearchRequest request) => Call(SearchMethod, request);

    public Task<SuggestDuplicatesReply> DuplicatesAsync(string @case) => Call(DuplicatesMethod, new() { CaseId = @case });

    private static RpcMetadata Header(string token) => new() { { "authorization", $"Bearer {token}" } };

    private Task<TReply> Call<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        channel.UnaryAsync(method, request, new RpcCallOptions { Headers = token });
}
