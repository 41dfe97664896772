using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Json.Server;

/// <summary>A stream of pieces, sent as the one body that they make up: a JSON text, or a picture.</summary>
internal sealed class PiecesHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, ServerStreamMethod<TRequest, TResponse> method, ILogger log)
    : RouteHandler(api, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private const string Keep = "private, max-age=604800, immutable";

    private readonly StreamBody _body = route.Body!;
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var request = await _reader.ReadAsync(http);
        await foreach (var piece in method.Invoke(request, call))
        {
            if (!http.Response.HasStarted && SetHeaders(http, piece)) return;
            await http.Response.Body.WriteAsync(((ByteString)_body.Content.Accessor.GetValue(piece)).Memory, call.CancellationToken);
        }
    }

    /// <returns>True when the caller has the body already: the answer is 304.</returns>
    private bool SetHeaders(HttpContext http, TResponse first)
    {
        var response = http.Response;
        response.ContentType = (string?)_body.MediaType?.Accessor.GetValue(first) ?? "application/json";
        response.Headers.CacheControl = _body.Tag is null ? "no-store" : Keep;
        // A browser is not to find out for itself what somebody sent in as a picture.
        response.Headers.XContentTypeOptions = "nosniff";
        if (_body.Tag is not { } field) return false;
        var tag = $"\"{field.Accessor.GetValue(first)}\"";
        response.Headers.ETag = tag;
        if (!http.Request.Headers.IfNoneMatch.Contains(tag)) return false;
        response.ContentType = null;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
