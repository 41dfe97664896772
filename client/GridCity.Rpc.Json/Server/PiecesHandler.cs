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
    private readonly StreamBody _body = route.Body!;
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var request = await _reader.ReadAsync(http);
        await foreach (var piece in method.Invoke(request, call))
        {
            if (!http.Response.HasStarted) SetHeaders(http.Response, piece);
            await http.Response.Body.WriteAsync(((ByteString)_body.Content.Accessor.GetValue(piece)).Memory, call.CancellationToken);
        }
    }

    private void SetHeaders(HttpResponse response, TResponse first)
    {
        response.ContentType = (string?)_body.MediaType?.Accessor.GetValue(first) ?? "application/json";
        response.Headers.CacheControl = "no-store";
        // A browser is not to find out for itself what somebody sent in as a picture.
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
