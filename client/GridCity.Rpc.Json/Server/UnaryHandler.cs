using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace GridCity.Rpc.Json.Server;

/// <summary>One JSON object for an answer.</summary>
internal sealed class UnaryHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, UnaryMethod<TRequest, TResponse> method, ILogger log)
    : RouteHandler(api, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var request = await _reader.ReadAsync(http);
        var reply = await method.Invoke(request, call);
        call.SetHeaders();
        if (route.VersionOf?.Invoke(request, reply) is { } version && IsKnown(http, version)) return;
        await JsonAnswer.WriteAsync(http.Response, reply);
    }

    /// <summary>Sets the headers that let a caller keep the answer.</summary>
    /// <returns>True when the caller has this version already: the answer is 304.</returns>
    private static bool IsKnown(HttpContext http, long version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        http.Response.Headers.ETag = tag.ToString();
        // What is shown depends on who asks.
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Authorization, Cookie";
        if (http.Request.Headers.IfNoneMatch.Count == 0) return false;
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        if (!known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false))) return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
