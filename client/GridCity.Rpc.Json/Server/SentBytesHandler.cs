using System.Runtime.CompilerServices;
using Google.Protobuf;
using GridCity.Rpc.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Json.Server;

/// <summary>A body of bytes as the stream of requests that a method takes, each piece as soon as it comes.</summary>
internal sealed class SentBytesHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, ClientStreamMethod<TRequest, TResponse> method, ILogger log)
    : RouteHandler(api, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private const int PieceBytesMax = 512 * 1024;

    /// <summary>Who sends from a cellar may stand still for a while; a line that is dead for longer is given up.</summary>
    private static readonly MinDataRate Slow = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(1));

    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var head = _reader.ReadQuery(http);
        StreamingBody.AllowLong(http);
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = Slow;
        var reply = await method.Invoke(PiecesAsync(head, http), call);
        call.SetHeaders();
        await JsonAnswer.WriteAsync(http.Response, reply);
    }

    /// <summary>The first request comes even when there are no bytes, so that the method says what it lacks.</summary>
    private async IAsyncEnumerable<TRequest> PiecesAsync(
        TRequest head, HttpContext http, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var body = http.Request.BodyReader;
        for (var next = head; ;)
        {
            var read = await body.ReadAsync(cancellation);
            var piece = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, PieceBytesMax));
            var (isEmpty, isLast) = (piece.IsEmpty, read.IsCompleted && piece.Length == read.Buffer.Length);
            if (!isEmpty) route.SentBytes!.Accessor.SetValue(next, ByteString.CopyFrom(System.Buffers.BuffersExtensions.ToArray(piece)));
            body.AdvanceTo(piece.End);
            if (!isEmpty || isLast && ReferenceEquals(next, head)) yield return next;
            if (isLast) yield break;
            if (!isEmpty) next = method.Method.RequestParser.ParseFrom([]);
        }
    }
}
