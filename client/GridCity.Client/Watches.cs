using System.Runtime.CompilerServices;
using Google.Protobuf;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>How a watch is asked for, and how it goes on.</summary>
/// <param name="CursorOf">The cursor of a message.</param>
/// <param name="GoOn">Puts the cursor that was seen last into a request.</param>
internal sealed record WatchMethod<TRequest, TReply>(
    RpcMethod<TRequest, TReply> Method, Func<TReply, string> CursorOf, Action<TRequest, string> GoOn)
    where TRequest : class, IMessage<TRequest>, IDeepCloneable<TRequest>
    where TReply : class, IMessage<TReply>;

/// <summary>Watches that go on by themselves behind the last message seen, when a connection or a silo is lost.</summary>
internal sealed class Watches(RetryingCalls calls, GridCityClientOptions options)
{
    /// <summary>Ends by cancellation, or with a status that asking again does not change.</summary>
    /// <exception cref="RpcException">
    /// The server's status; UNAVAILABLE or RESOURCE_EXHAUSTED only when no message came for the time of one answer.
    /// </exception>
    public async IAsyncEnumerable<TReply> WatchAsync<TRequest, TReply>(
        WatchMethod<TRequest, TReply> watch, TRequest request, [EnumeratorCancellation] CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>, IDeepCloneable<TRequest>
        where TReply : class, IMessage<TReply>
    {
        var asked = request.Clone();
        var seen = options.Time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            RpcException? passing = null;
            await using var stream = calls.Open(watch.Method, asked.Clone(), cancellation);
            while (true)
            {
                TReply? message = null;
                try
                {
                    message = await stream.ReadAsync();
                }
                catch (RpcException error) when (RetryingCalls.IsPassing(error) && IsInTime(seen))
                {
                    passing = error;
                }

                if (message is null) break;
                (tries, seen) = (1, options.Time.GetTimestamp());
                watch.GoOn(asked, watch.CursorOf(message));
                yield return message;
            }

            cancellation.ThrowIfCancellationRequested();
            await Task.Delay(calls.Delay(passing, tries), options.Time, cancellation);
        }
    }

    private bool IsInTime(long seen) => options.Time.GetElapsedTime(seen) < options.AnswerMax;
}
