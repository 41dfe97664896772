using Google.Protobuf;
using GridCity.Rpc;

namespace GridCity.Faults.Tests.Book;

/// <summary>
/// The way to the city's silos. A call that is not answered is made again with the same content, at the next silo, until
/// it is: UNAVAILABLE, a deadline and a broken connection all mean that nothing is known.
/// </summary>
/// <param name="tryMax">One try; a silo that stands still must not hold a client for longer.</param>
internal sealed class Gateway(IEnumerable<Uri> addresses, TimeSpan tryMax) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly RpcChannel[] _silos = [.. addresses.Select(address => new RpcChannel(address))];
    private int _current;

    /// <summary>When to give up a call that is not answered; by default far later than any test waits.</summary>
    public TimeSpan AnswerMax { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Calls until there is an answer.</summary>
    /// <param name="onRetry">Told of each call that was made in vain.</param>
    /// <exception cref="RpcException">The server refused: with a legal load that is a bug.</exception>
    public async Task<TReply> AskAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method, TRequest request, RpcMetadata token, Action onRetry)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>
    {
        var until = _time.GetUtcNow() + AnswerMax;
        while (true)
        {
            var silo = Volatile.Read(ref _current);
            try
            {
                return await AskOnceAsync(method, request, token, silo);
            }
            catch (RpcException error) when (IsUnknown(error) && _time.GetUtcNow() < until)
            {
                onRetry();
                Interlocked.CompareExchange(ref _current, (silo + 1) % _silos.Length, silo);
                await Task.Delay(RetryDelay, _time);
            }
        }
    }

    private Task<TReply> AskOnceAsync<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request, RpcMetadata token, int silo)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply> =>
        _silos[silo].UnaryAsync(
            method, request, new RpcCallOptions { Headers = token, Deadline = _time.GetUtcNow() + tryMax });

    public void Dispose()
    {
        foreach (var silo in _silos) silo.Dispose();
    }

    private static bool IsUnknown(RpcException error) => error.Code is StatusCode.Unavailable
        or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled;
}
