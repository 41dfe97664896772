using Grpc.Testing;

namespace GridCity.Rpc.Tests.Support;

/// <summary>A server, our client on it, and a client that can send anything.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly TestServer _server;

    private Rig(TestServer server, RpcChannelOptions? options)
    {
        _server = server;
        Channel = server.Connect(options);
        Raw = new RawClient(server.Address);
    }

    public RpcChannel Channel { get; }

    public RawClient Raw { get; }

    public Uri Address => _server.Address;

    public static Task<Rig> StartAsync(
        ScriptedService service, RpcServerOptions? options = null, RpcChannelOptions? channel = null,
        RpcHost host = RpcHost.Own) =>
        StartAsync(new RpcServices(options).Add(Methods.Service, service), channel, host: host);

    public static async Task<Rig> StartAsync(
        RpcServices services, RpcChannelOptions? channel = null, bool isTls = false, RpcHost host = RpcHost.Own) =>
        new(await TestServer.StartAsync(services, isTls, host), channel);

    /// <summary>Calls the unary method and expects it to be refused.</summary>
    public Task<RpcException> RefusedAsync(SimpleRequest? request = null, RpcCallOptions options = default) =>
        Assert.ThrowsAsync<RpcException>(() => Channel.UnaryAsync(Methods.UnaryCall, request ?? new(), options));

    /// <summary>The server still answers.</summary>
    public async Task StillServesAsync() =>
        Assert.Equal(new Empty(), await Channel.UnaryAsync(Methods.EmptyCall, new Empty()));

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Raw.Dispose();
        await _server.DisposeAsync();
    }
}
