using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// Group commit: while one batch is being made durable, the decisions of other grains wait here and become the next.
/// The queue never waits for company: a lone append goes out at once.
/// </summary>
internal sealed class AppendQueue(IJournal journal, TimeProvider time)
{
    /// <summary>Grains in one transaction, at most: bounds the time a batch holds its heads.</summary>
    public const int BatchMax = 256;

    private readonly Lock _gate = new();
    private List<Entry> _waiting = [];
    private bool _running;

    /// <returns>True when it won. See <see cref="IJournal.AppendAsync"/> for the exceptions.</returns>
    public Task<bool> AppendAsync(GrainAppend append)
    {
        var entry = new Entry(append);
        lock (_gate)
        {
            _waiting.Add(entry);
            if (_running) return entry.Done.Task;
            _running = true;
        }

        _ = RunAsync();
        return entry.Done.Task;
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } batch) await SendAsync(batch);
    }

    private List<Entry> Take()
    {
        lock (_gate)
        {
            (var batch, _waiting) = Split(_waiting);
            _running = batch.Count > 0;
            return batch;
        }
    }

    // The same grain twice (two mailboxes of it on one silo) must not meet in one statement.
    private static (List<Entry> Batch, List<Entry> Left) Split(List<Entry> waiting)
    {
        var grains = new HashSet<GrainId>(waiting.Count);
        if (waiting.Count <= BatchMax && waiting.TrueForAll(entry => grains.Add(entry.Append.Grain))) return (waiting, []);
        grains.Clear();
        var batch = waiting.FindAll(entry => grains.Count < BatchMax && grains.Add(entry.Append.Grain));
        return (batch, [.. waiting.Except(batch)]);
    }

    private async Task SendAsync(List<Entry> batch)
    {
        try
        {
            var sent = time.GetTimestamp();
            var won = await journal.AppendAsync(batch.ConvertAll(entry => entry.Append));
            RuntimeMetrics.BatchSize.Record(batch.Count);
            RuntimeMetrics.BatchMilliseconds.Record(time.GetElapsedTime(sent).TotalMilliseconds);
            for (var i = 0; i < batch.Count; i++) batch[i].Done.TrySetResult(won[i]);
        }
        catch (JournalRejectedException) when (batch.Count > 1)
        {
            // One grain's data must not fail its neighbours: halve until the culprit stands alone.
            await SendAsync(batch[..(batch.Count / 2)]);
            await SendAsync(batch[(batch.Count / 2)..]);
        }
        catch (JournalUnavailableException error)
        {
            // Those who wait would wait as long again for the same answer: a caller is to know soon, and to ask again.
            foreach (var entry in (List<Entry>)[.. batch, .. TakeWaiting()]) entry.Done.TrySetException(error);
        }
        catch (Exception error)
        {
            foreach (var entry in batch) entry.Done.TrySetException(error);
        }
    }

    private List<Entry> TakeWaiting()
    {
        lock (_gate)
        {
            (var waiting, _waiting) = (_waiting, []);
            return waiting;
        }
    }

    private sealed record Entry(GrainAppend Append)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
