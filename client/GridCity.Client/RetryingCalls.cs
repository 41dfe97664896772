using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Rpc;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>
/// Calls with the same content until there is an answer or the time is over. Every method of GridCity may be called
/// again: one that changes something carries its command id in the request.
/// </summary>
internal sealed class RetryingCalls(RpcChannel channel, GridCityClientOptions options)
{
    /// <exception cref="RpcException">The last status, when no try was answered otherwise.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        TryAsync(call => channel.UnaryAsync(method, request, call), cancellation);

    /// <summary>Does something made of several calls again and again; each attempt goes on where the one before came to.</summary>
    /// <exception cref="RpcException">The last status, when no try was answered otherwise.</exception>
    public async Task<TResult> TryAsync<TResult>(Func<RpcCallOptions, Task<TResult>> attempt, CancellationToken cancellation)
    {
        var deadline = options.Time.GetUtcNow() + options.AnswerMax;
        var call = new RpcCallOptions { Deadline = deadline, CancellationToken = cancellation };
        RpcException? passing = null;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt(call);
            }
            catch (RpcException error) when (error.Code == StatusCode.DeadlineExceeded && passing is not null)
            {
                // The last try was cut short: why the ones before it failed says more than that the time is over.
                throw passing;
            }
            catch (RpcException error) when (IsPassing(error) && Delay(error, tries) is var delay && Left(deadline) > delay)
            {
                passing = error;
                await Task.Delay(delay, options.Time, cancellation);
            }
        }
    }

    /// <summary>This machine's clock.</summary>
    public DateTimeOffset Now => options.Time.GetUtcNow();

    /// <summary>One attempt at a unary call.</summary>
    public Task<TResponse> OnceAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.UnaryAsync(method, request, call);

    /// <summary>One attempt at a stream of requests.</summary>
    public RpcStream<TRequest, TResponse> Open<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcCallOptions call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.Streaming(method, call);

    /// <summary>Sends what belongs together, once: a stream is not begun again by itself.</summary>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, IEnumerable<TRequest> parts, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var deadline = options.Time.GetUtcNow() + options.AnswerMax;
        await using var stream = channel.Streaming(method, new() { Deadline = deadline, CancellationToken = cancellation });
        try
        {
            foreach (var part in parts) await stream.SendAsync(part);
        }
        catch (RpcException)
        {
            // The call has ended before all was sent; the response says how.
        }

        return await stream.ResponseAsync();
    }

    /// <summary>A stream of answers, begun once; what comes after its end is for <see cref="Watches"/>.</summary>
    public RpcStream<TRequest, TResponse> Open<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        channel.ServerStreaming(method, request, new() { CancellationToken = cancellation });

    /// <summary>An answer in pieces. It is not begun again by itself: only the caller knows what it has seen.</summary>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, [EnumeratorCancellation] CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await using var stream = Open(method, request, cancellation);
        await foreach (var message in stream.ReadAllAsync(cancellation)) yield return message;
    }

    /// <summary>True for a status that may be another one when asked again.</summary>
    public static bool IsPassing(RpcException error) =>
        error.Code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Aborted;

    /// <summary>The server's delay if it names one, else a doubling one; half of it by chance, so that callers spread.</summary>
    public TimeSpan Delay(RpcException? error, int tries)
    {
        var named = error is not null && error.TryGetDetail<RetryInfo>(out var info) ? info.RetryDelay.ToTimeSpan() : TimeSpan.Zero;
        var doubled = options.RetryDelayFirst * Math.Pow(2, Math.Min(tries - 1, 16));
        var delay = named > doubled ? named : doubled < options.RetryDelayMax ? doubled : options.RetryDelayMax;
        return delay * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private TimeSpan Left(DateTimeOffset deadline) => deadline - options.Time.GetUtcNow();
}
