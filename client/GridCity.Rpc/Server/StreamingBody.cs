using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GridCity.Rpc.Server;

/// <summary>Streams of messages in either direction.</summary>
internal static class StreamingBody
{
    // Messages that are ready at once share a flush up to this size.
    private const int UnflushedBytesMax = 32 * 1024;

    /// <summary>A stream of requests may pause and go on as long as it likes: HTTP's limits do not fit it.</summary>
    public static void AllowSlowAndLong(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        AllowLong(http);
    }

    /// <summary>Leaves the size of a request to the limit of its messages.</summary>
    public static void AllowLong(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    public static async IAsyncEnumerable<T> ReadAll<T>(
        HttpRpcCall call, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : class, IMessage<T>
    {
        var reader = call.CreateReader(parser);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, cancellation);
        while (await reader.ReadAsync(either.Token) is { } message)
            yield return message;
    }

    /// <summary>
    /// Sends each message as soon as there is no other one ready behind it. Waits while the caller does not read, so
    /// that the method is not asked for more than the caller takes.
    /// </summary>
    public static async Task WriteAllAsync<T>(HttpRpcCall call, IAsyncEnumerable<T> messages)
        where T : class, IMessage<T>
    {
        await using var source = messages.GetAsyncEnumerator(call.CancellationToken);
        for (var unflushedBytes = 0; ;)
        {
            var next = source.MoveNextAsync();
            var isReady = next.IsCompleted;
            if (!await (isReady ? next : FlushBesideAsync(call, next.AsTask())))
                return;
            unflushedBytes = isReady ? unflushedBytes : 0;
            unflushedBytes += call.Write(source.Current);
            if (unflushedBytes < UnflushedBytesMax)
                continue;
            await call.FlushAsync();
            unflushedBytes = 0;
        }
    }

    private static async ValueTask<bool> FlushBesideAsync(HttpRpcCall call, Task<bool> next)
    {
        try
        {
            await call.FlushAsync();
        }
        catch (Exception)
        {
            // A source must not be disposed of while it runs; what it still comes to is of no use to anybody.
            await Task.WhenAny(next);
            throw;
        }
        return await next;
    }
}
