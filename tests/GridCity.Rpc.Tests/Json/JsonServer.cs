using System.Net;
using GridCity.Rpc.Json;
using GridCity.Rpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Tests.Json;

/// <summary>Kestrel with the interoperability service over HTTP/JSON.</summary>
internal sealed class JsonServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JsonServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<JsonServer> StartAsync(
        ScriptedService service, Func<JsonApi, JsonApi>? with = null, params IReadOnlyList<IRpcInterceptor> interceptors)
    {
        var api = new JsonApi(new RpcServices(new() { Interceptors = interceptors }).Add(Methods.Service, service),
        [
            JsonRoute.Post("/v1/unary", Methods.Service, "UnaryCall"),
            JsonRoute.Get("/v1/watch", Methods.Service, "StreamingOutputCall"),
        ]);
        api = with?.Invoke(api) ?? api;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRpcJson(api);
        var app = builder.Build();
        app.UseJsonProblems();
        app.MapRpcJson(api);
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
