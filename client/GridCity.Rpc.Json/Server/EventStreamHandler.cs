using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// A stream as server-sent events: each message is an event whose id is the cursor to go on from. The answer begins with
/// the first event or after a moment without one, so that a refusal that comes at once still has its status.
/// </summary>
internal abstract class EventStreamHandler<TResponse>(JsonApi api, JsonRoute route, RpcMethod method, ILogger log)
    : RouteHandler(api, method, log)
    where TResponse : class, IMessage<TResponse>
{
    /// <summary>How long the status waits for what comes first.</summary>
    private static readonly TimeSpan FirstMax = TimeSpan.FromSeconds(1);

    /// <summary>Events that are there at once share a packet, up to so many.</summary>
    private const int UnflushedMax = 64;

    private readonly TimeProvider _time = api.Services.Options.Time;

    /// <summary>Reads the request and begins the method.</summary>
    protected abstract ValueTask<IAsyncEnumerable<TResponse>> OpenAsync(HttpContext http, JsonCall call);

    protected override async Task AnswerAsync(HttpContext http, JsonCall call)
    {
        var answers = await OpenAsync(http, call);
        var events = new EventWriter(http, route.Cursor?.Reply, Api.SlowReaderMax, _time);
        await using var source = answers.GetAsyncEnumerator(call.CancellationToken);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            for (; await NextAsync(next, events, call); next = source.MoveNextAsync().AsTask()) events.Write(source.Current);
        }
        catch (Exception)
        {
            // A source must not be disposed of while it runs; what it still comes to is of no use to anybody.
            call.Cancel();
            await Task.WhenAny(next);
            throw;
        }

        events.WriteSignOfLife();
        await events.FlushAsync();
    }

    protected override bool HasBegun(HttpContext http) => EventWriter.HasBegun(http);

    protected override async Task BreakOffAsync(HttpContext http, Problem problem)
    {
        var events = new EventWriter(http, null, Api.SlowReaderMax, _time);
        events.Write(problem);
        await events.FlushAsync();
    }

    /// <summary>Waits for the next event; meanwhile what was written goes out, then a sign of life now and then.</summary>
    private async Task<bool> NextAsync(Task<bool> next, EventWriter events, JsonCall call)
    {
        if (events.Unflushed > (next.IsCompleted ? UnflushedMax : 0)) await events.FlushAsync();
        while (!await IsOverWithinAsync(next, events.IsBegun ? Api.HeartbeatInterval : FirstMax, call.CancellationToken))
        {
            await Api.RequireStill(call);
            events.WriteSignOfLife();
            await events.FlushAsync();
        }

        return await next;
    }

    private async Task<bool> IsOverWithinAsync(Task next, TimeSpan length, CancellationToken cancellation)
    {
        if (next.IsCompleted) return true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var over = await Task.WhenAny(next, Task.Delay(length, _time, stop.Token)) == next;
        await stop.CancelAsync();
        return over || cancellation.IsCancellationRequested;
    }
}

/// <summary>One request, and events for as long as the caller listens.</summary>
internal sealed class WatchHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, ServerStreamMethod<TRequest, TResponse> method, ILogger log)
    : EventStreamHandler<TResponse>(api, route, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async ValueTask<IAsyncEnumerable<TResponse>> OpenAsync(HttpContext http, JsonCall call) =>
        method.Invoke(await _reader.ReadAsync(http), call);
}

/// <summary>A list of requests in one body, and an event for each answer as soon as it is there.</summary>
internal sealed class BatchHandler<TRequest, TResponse>(
    JsonApi api, JsonRoute route, DuplexMethod<TRequest, TResponse> method, ILogger log)
    : EventStreamHandler<TResponse>(api, route, method.Method, log)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly RequestReader<TRequest> _reader = new(route, method.Method.RequestParser, api.Services.Options.ReceiveBytesMax);

    protected override async ValueTask<IAsyncEnumerable<TResponse>> OpenAsync(HttpContext http, JsonCall call) =>
        method.Invoke((await _reader.ReadAllAsync(http)).ToAsyncEnumerable(), call);
}
