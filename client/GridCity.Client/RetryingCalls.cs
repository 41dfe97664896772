using System.Runtime.CompilerServices;
using Google.Protobuf;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>
/// Calls with the same content until there is an answer or the time is over: at another silo when one is away or does not
/// answer. Every method of GridCity may be called again: one that changes something carries its command id in the request.
/// </summary>
internal sealed class RetryingCalls(Silos silos, GridCityClientOptions options, RetryDelays delays, RetryBudget budget)
{
    /// <exception cref="RpcException">The last status, when no try was answered otherwise.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        TryAsync(call => silos.Current.UnaryAsync(method, request, call), cancellation);

    /// <summary>Does something made of several calls again and again; each attempt goes on where the one before came to.</summary>
    /// <exception cref="RpcException">The last status, when no try was answered otherwise.</exception>
    public async Task<TResult> TryAsync<TResult>(Func<RpcCallOptions, Task<TResult>> attempt, CancellationToken cancellation)
    {
        var deadline = options.Time.GetUtcNow() + options.AnswerMax;
        RpcException? passing = null;
        for (var tries = 1; ; tries++)
        {
            var silo = silos.Current;
            try
            {
                var answer = await attempt(new() { Deadline = TryDeadline(deadline), CancellationToken = cancellation });
                budget.Save();
                return answer;
            }
            catch (RpcException error) when (error.Code == StatusCode.DeadlineExceeded && passing is not null && IsOver(deadline))
            {
                // The last try was cut short: why the ones before it failed says more than that the time is over.
                throw passing;
            }
            catch (RpcException error) when (IsPassing(error, deadline))
            {
                passing = error.Code == StatusCode.DeadlineExceeded ? passing ?? error : error;
            }

            if (IsAway(passing)) silos.Leave(silo);
            var delay = delays.Next(passing, tries, isElsewhere: silos.Current != silo);
            if (deadline - options.Time.GetUtcNow() <= delay) throw passing;
            await Task.Delay(delay, options.Time, cancellation);
        }
    }

    /// <summary>Devices whose network came back at one moment wait until one that is theirs alone.</summary>
    public Task AwaitOwnMomentAsync(CancellationToken cancellation) =>
        Task.Delay(options.ComeBackWithin * Random.Shared.NextDouble(), options.Time, cancellation);

    /// <summary>This machine's clock.</summary>
    public DateTimeOffset Now => options.Time.GetUtcNow();

    /// <summary>One attempt at a unary call.</summary>
    public Task<TResponse> OnceAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        silos.Current.UnaryAsync(method, request, call);

    /// <summary>One attempt at a stream of requests.</summary>
    public RpcStream<TRequest, TResponse> Open<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcCallOptions call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        silos.Current.Streaming(method, call);

    /// <summary>Sends what belongs together, once: a stream is not begun again by itself.</summary>
    public Task<TResponse> SendAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, IEnumerable<TRequest> parts, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        SendOnceAsync(method, parts, new() { Deadline = options.Time.GetUtcNow() + options.AnswerMax, CancellationToken = cancellation });

    /// <summary>One attempt at a stream of requests with one answer.</summary>
    public async Task<TResponse> SendOnceAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, IEnumerable<TRequest> parts, RpcCallOptions call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await using var stream = Open(method, call);
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

    /// <summary>An answer in pieces. It is not begun again by itself: only the caller knows what it has seen.</summary>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, TRequest request, [EnumeratorCancellation] CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await using var stream = silos.Current.ServerStreaming(method, request, new() { CancellationToken = cancellation });
        await foreach (var message in stream.ReadAllAsync(cancellation)) yield return message;
    }

    /// <summary>True for a silo that another one may stand in for: overload is the whole city's.</summary>
    private static bool IsAway(RpcException error) => error.Code is StatusCode.Unavailable or StatusCode.DeadlineExceeded;

    /// <summary>One silo that stands still must not use up the time for all.</summary>
    private DateTimeOffset TryDeadline(DateTimeOffset deadline)
    {
        if (!silos.AreMany) return deadline;
        var end = options.Time.GetUtcNow() + options.TryMax;
        return end < deadline ? end : deadline;
    }

    private bool IsPassing(RpcException error, DateTimeOffset deadline) =>
        RetryDelays.IsPassing(error) || (error.Code == StatusCode.DeadlineExceeded && !IsOver(deadline));

    private bool IsOver(DateTimeOffset deadline) => options.Time.GetUtcNow() >= deadline;
}
