using GridCity.Protos.Query.V1;
using GridCity.Rpc;

namespace GridCity.Bench.Edges;

/// <summary>Many open watches over a few connections, each read by a task of its own, as many programs at many desks would.</summary>
internal sealed class WatchCrowd : IAsyncDisposable
{
    private const int StreamsPerConnection = 500;
    private const int OpeningMax = 64;

    private static readonly RpcMethod<WatchRequest, WatchReply> Method =
        RpcMethod<WatchRequest, WatchReply>.Of(QueryReflection.Descriptor.Services[0], "Watch");

    private readonly List<RpcChannel> _channels = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _readers = [];
    private int _left;
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens them all; each has its first message when this returns.</summary>
    /// <param name="requestOf">What the watch of a number watches.</param>
    public static async Task<WatchCrowd> OpenAsync(Uri address, RpcMetadata token, int count, Func<int, WatchRequest> requestOf)
    {
        var crowd = new WatchCrowd();
        for (var at = 0; at < count; at += StreamsPerConnection) crowd._channels.Add(new(address));
        using var opening = new SemaphoreSlim(OpeningMax);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            await opening.WaitAsync();
            var channel = crowd._channels[number / StreamsPerConnection];
            var stream = channel.ServerStreaming(
                Method, requestOf(number), new() { Headers = token, CancellationToken = crowd._stop.Token });
            _ = await stream.ReadAsync() ?? throw new InvalidOperationException("A watch ended before it began.");
            opening.Release();
            lock (crowd._readers) crowd._readers.Add(crowd.ReadAsync(stream));
        }));
        return crowd;
    }

    /// <summary>Does something that everybody sees, and waits until everybody has seen it.</summary>
    public async Task AllSeeAsync(Func<Task> act)
    {
        _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, _readers.Count);
        await act();
        await _all.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_readers);
        foreach (var channel in _channels) channel.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(RpcStream<WatchRequest, WatchReply> stream)
    {
        await using var open = stream;
        try
        {
            while (await stream.ReadAsync() is { } message)
                if (message.Change is not null && Interlocked.Decrement(ref _left) == 0) _all.TrySetResult();
        }
        catch (RpcException error)
        {
            if (!_stop.IsCancellationRequested) _all.TrySetException(error);
        }
    }
}
