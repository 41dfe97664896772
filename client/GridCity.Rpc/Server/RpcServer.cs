using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Server;

/// <summary>Finds the handler of a request by its path.</summary>
internal sealed class RpcServer(RpcServices services, ILogger log)
{
    private readonly FrozenDictionary<string, CallHandler> _handlers = services.Methods.ToFrozenDictionary(
        method => method.Method.Path,
        method => method.Accept(new CallHandlerFactory(services.Options, log)),
        StringComparer.Ordinal);

    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (_handlers.TryGetValue(http.Request.Path.Value ?? "", out var handler))
            return RequestCheck.Refuses(http) ? Task.CompletedTask : handler.HandleAsync(http);
        if (!RequestCheck.IsGrpc(http.Request.ContentType))
            return next(http);
        if (!RequestCheck.Refuses(http))
            ResponseEnd.Write(http, StatusCode.Unimplemented, $"{http.Request.Path} is not a method of this server.");
        return Task.CompletedTask;
    }
}
