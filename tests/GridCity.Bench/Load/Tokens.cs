using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Testing.Silos;

namespace GridCity.Bench.Load;

/// <summary>What each client shows at the door, ready to send.</summary>
internal sealed record Tokens(
    RpcMetadata Agent, RpcMetadata Clerk, RpcMetadata Dispatcher, RpcMetadata Administrator,
    IReadOnlyDictionary<string, RpcMetadata> Handlers, IReadOnlyDictionary<string, RpcMetadata> Inspectors)
{
    /// <summary>For the silo: a few tokens, all from one address, make the load of a whole city.</summary>
    public static readonly string[] Unlimited = ["--caller-rate", "0", "--address-rate", "0"];

    private static readonly RpcMethod<CreateTokenRequest, CreateTokenReply> CreateMethod =
        RpcMethod<CreateTokenRequest, CreateTokenReply>.Of(AdminReflection.Descriptor.Services[0], "CreateToken");

    /// <summary>The first token comes from the silo's own command, the rest from the first.</summary>
    public static async Task<Tokens> CreateAsync(SiloPlace place, RpcChannel channel)
    {
        var administrator = Header(await SiloProcess.TokenAsync(place, "administrator", "bench-administrator"));
        return new(
            await NewAsync("agent"),
            await NewAsync("clerk"),
            await NewAsync("dispatcher"),
            administrator,
            await UnitsAsync("handler", BenchCity.Departments),
            await UnitsAsync("inspector", BenchCity.Inspectors));

        async Task<Dictionary<string, RpcMetadata>> UnitsAsync(string role, string[] units)
        {
            var tokens = new Dictionary<string, RpcMetadata>(StringComparer.Ordinal);
            foreach (var unit in units) tokens[unit] = await NewAsync(role, unit);
            return tokens;
        }

        async Task<RpcMetadata> NewAsync(string role, string unit = "") => Header((await channel.UnaryAsync(
            CreateMethod, new() { Person = $"bench-{role}{unit}", Role = role, Unit = unit }, new RpcCallOptions { Headers = administrator })).Token);
    }

    /// <summary>One more token, for a user of its own.</summary>
    public async Task<string> AnotherAsync(RpcChannel channel, string person, string role, string unit) => (await channel.UnaryAsync(
        CreateMethod, new() { Person = person, Role = role, Unit = unit }, new RpcCallOptions { Headers = Administrator })).Token;

    private static RpcMetadata Header(string token) => new() { { "authorization", $"Bearer {token}" } };
}
