using GridCity.Rpc;
using GridCity.Silo.Configuration;

namespace GridCity.Silo.Hosting;

/// <summary>The embedded build: the local engine, gRPC by GridCity.Rpc. <c>ClusterHosting.cs</c> is the other build's.</summary>
internal static class BuildHosting
{
    /// <exception cref="SiloStartException">This build does not have the engine.</exception>
    public static async Task<EngineHost> StartEngineAsync(SiloOptions options, EngineParts parts) => options.Engine switch
    {
        null or "local" => await LocalEngineHost.StartAsync(parts),
        _ => throw new SiloStartException(
            $"--engine {options.Engine}: this is the embedded build, which has the local engine only. Build with -p:Cluster=true."),
    };

    public static void AddRpc(WebApplicationBuilder builder, RpcServices services)
    {
        // Nothing to register: GridCity.Rpc is a plain middleware.
    }

    public static void UseRpc(WebApplication app, RpcServices services) => app.UseRpc(services);
}
