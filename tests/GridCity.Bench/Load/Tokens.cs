using GridCity.Bench.Silo;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;

namespace GridCity.Bench.Load;

/// <summary>What each client shows at the door, ready to send.</summary>
internal sealed record Tokens(
    RpcMetadata Agent, RpcMetadata Clerk, RpcMetadata Dispatcher, RpcMetadata Inspector, RpcMetadata Administrator,
    IReadOnlyDictionary<string, RpcMetadata> Handlers)
{
    private static readonly RpcMethod<CreateTokenRequest, CreateTokenReply> CreateMethod =
        RpcMethod<CreateTokenRequest, CreateTokenReply>.Of(AdminReflection.Descriptor.Services[0], "CreateToken");

    /// <summary>The first token comes from the silo's own command, the rest from the first.</summary>
    public static async Task<Tokens> CreateAsync(SiloPlace place, RpcChannel channel)
    {
        var administrator = Header(await SiloProcess.TokenAsync(place, "administrator"));
        var handlers = new Dictionary<string, RpcMetadata>(StringComparer.Ordinal);
        foreach (var department in SiloPlace.Load.Departments) handlers[department] = await NewAsync("handler", department);
        return new(
            await NewAsync("agent"),
            await NewAsync("clerk"),
            await NewAsync("dispatcher"),
            await NewAsync("inspector", "I001"),
            administrator,
            handlers);

        async Task<RpcMetadata> NewAsync(string role, string unit = "") => Header((await channel.UnaryAsync(
            CreateMethod, new() { Person = $"bench-{role}", Role = role, Unit = unit }, new RpcCallOptions { Headers = administrator })).Token);
    }

    private static RpcMetadata Header(string token) => new() { { "authorization", $"Bearer {token}" } };
}
