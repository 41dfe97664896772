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
internal sealed class Watches(Silos silos, GridCityClientOptions options, RetryDelays delays)
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
        var (tries, seen) = (1, options.Time.GetTimestamp());
        while (true)
        {
            var silo = silos.Current;
            RpcException? lost = null;
            await using (var stream = silo.ServerStreaming(watch.Method, asked.Clone(), new() { CancellationToken = cancellation }))
            {
                while (true)
                {
                    TReply? message = null;
                    try
                    {
                        message = await stream.ReadAsync();
                    }
                    catch (RpcException error) when (!cancellation.IsCancellationRequested && IsLost(error) && IsInTime(seen))
                    {
                        lost = error;
                    }

                    if (message is null) break;
                    (tries, seen) = (1, options.Time.GetTimestamp());
                    watch.GoOn(asked, watch.CursorOf(message));
                    yield return message;
                }
            }

            if (lost?.Code != StatusCode.ResourceExhausted) silos.Leave(silo);
            await Task.Delay(delays.Next(lost, tries++, isElsewhere: silos.Current != silo), options.Time, cancellation);
        }
    }

    /// <summary>True for what ends a stream without the server having meant it: the silo, or the connection, went away.</summary>
    private static bool IsLost(RpcException error) =>
        RetryDelays.IsPassing(error) || error.Code == StatusCode.Cancelled || error.InnerException is not null;

    private bool IsInTime(long seen) => options.Time.GetElapsedTime(seen) < options.AnswerMax;
}
