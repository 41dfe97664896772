using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Tests.Support;

/// <summary>Kestrel with some services on a free port of the loopback address.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public static async Task<TestServer> StartAsync(
        RpcServices services, bool isTls = false, RpcHost host = RpcHost.Own)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseRpcLimits();
            kestrel.Listen(IPAddress.Loopback, 0, port => Listen(port, isTls));
        });
        var app = host.Build(builder, services);
        await app.StartAsync();
        return new TestServer(app);
    }

    public RpcChannel Connect(RpcChannelOptions? options = null) => new(Address, options);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(ListenOptions port, bool isTls)
    {
        port.Protocols = HttpProtocols.Http2;
        if (isTls)
            port.UseHttps(Certificates.Localhost);
    }
}
