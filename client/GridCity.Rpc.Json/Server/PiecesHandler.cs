using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Json.Server;

/// <summary>A stream of pieces of one JSON text, sent as one body.</summary>
internal sealed class PiecesHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, ServerStreamMethod<TRequest, TResponse> method, ILogger log)
    : RouteHandler(api, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var request = await _reader.ReadAsync(http);
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await foreach (var piece in method.Invoke(request, call))
            await http.Response.Body.WriteAsync(((ByteString)route.Piece!.Accessor.GetValue(piece)).Memory, call.CancellationToken);
    }
}
