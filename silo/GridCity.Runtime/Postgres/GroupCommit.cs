namespace GridCity.Runtime.Postgres;

/// <summary>
/// Lets everyone who waits share the next transaction or query: while one batch is under way, the next one gathers. Under
/// load the price of a commit is divided by the size of the batch; an idle system pays no extra wait.
/// </summary>
/// <param name="commit">Writes a batch and gives one result per item, in order. Never called twice at the same time.</param>
/// <param name="countMax">Items per batch.</param>
public sealed class GroupCommit<TItem, TResult>(
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit, int countMax)
{
    private readonly Lock _gate = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Done)> _waiting = new();
    private bool _isRunning;

    /// <summary>Completes when the batch that the item went into is durable, or fails as that batch did.</summary>
    /// <param name="cancellation">Stops the waiting, not the write.</param>
    public Task<TResult> AddAsync(TItem item, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool begin;
        lock (_gate)
        {
            _waiting.Enqueue((item, done));
            begin = !_isRunning;
            _isRunning = true;
        }

        if (begin) _ = RunAsync();
        return done.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } batch) await CommitAsync(batch);
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Done)> Take()
    {
        lock (_gate)
        {
            var batch = new List<(TItem, TaskCompletionSource<TResult>)>(Math.Min(_waiting.Count, countMax));
            while (batch.Count < countMax && _waiting.TryDequeue(out var next)) batch.Add(next);
            _isRunning = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>Never throws: whatever goes wrong is told to those who wait.</summary>
    private async Task CommitAsync(List<(TItem Item, TaskCompletionSource<TResult> Done)> batch)
    {
        try
        {
            var results = await commit([.. batch.Select(entry => entry.Item)]);
            for (var i = 0; i < batch.Count; i++) batch[i].Done.SetResult(results[i]);
        }
        catch (Exception error)
        {
            foreach (var (_, done) in batch) done.TrySetException(error);
        }
    }
}
