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

    // The next batch is on its way before the answers of this one are given: the database is what everybody waits for,
    // and it works while their askers are woken. One batch is under way at a time all the same: two at once are smaller,
    // and cost the database and the silo a third more for each command.
    private async Task RunAsync()
    {
        for (var sent = Send(mayStop: true); sent is not null;)
        {
            await Task.WhenAny(sent.Under);
            var next = sent.Under.IsCompletedSuccessfully ? Send(mayStop: false) : null;
            await AnswerAsync(sent);
            sent = next ?? Send(mayStop: true);
        }
    }

    /// <summary>Takes what waits and sends it; null when nothing does.</summary>
    private Batch? Send(bool mayStop)
    {
        List<Entry> taken;
        lock (_gate)
        {
            (taken, _waiting) = Split(_waiting);
            _running = taken.Count > 0 || !mayStop;
        }

        return taken.Count == 0 ? null : Send(taken);
    }

    private Batch Send(List<Entry> entries) =>
        new(entries, time.GetTimestamp(), journal.AppendAsync(entries.ConvertAll(entry => entry.Append)));

    // The same grain twice (two mailboxes of it on one silo) must not meet in one statement.
    private static (List<Entry> Batch, List<Entry> Left) Split(List<Entry> waiting)
    {
        var grains = new HashSet<GrainId>(waiting.Count);
        if (waiting.Count <= BatchMax && waiting.TrueForAll(entry => grains.Add(entry.Append.Grain))) return (waiting, []);
        grains.Clear();
        var batch = waiting.FindAll(entry => grains.Count < BatchMax && grains.Add(entry.Append.Grain));
        return (batch, [.. waiting.Except(batch)]);
    }

    private async Task AnswerAsync(Batch batch)
    {
        try
        {
            var won = await batch.Under;
            RuntimeMetrics.BatchSize.Record(batch.Entries.Count);
            RuntimeMetrics.BatchMilliseconds.Record(time.GetElapsedTime(batch.At).TotalMilliseconds);
            for (var i = 0; i < batch.Entries.Count; i++) batch.Entries[i].Done.TrySetResult(won[i]);
        }
        catch (JournalRejectedException) when (batch.Entries.Count > 1)
        {
            // One grain's data must not fail its neighbours: halve until the culprit stands alone.
            await AnswerAsync(Send(batch.Entries[..(batch.Entries.Count / 2)]));
            await AnswerAsync(Send(batch.Entries[(batch.Entries.Count / 2)..]));
        }
        catch (JournalUnavailableException error)
        {
            // Those who wait would wait as long again for the same answer: a caller is to know soon, and to ask again.
            foreach (var entry in (List<Entry>)[.. batch.Entries, .. TakeWaiting()]) entry.Done.TrySetException(error);
        }
        catch (Exception error)
        {
            foreach (var entry in batch.Entries) entry.Done.TrySetException(error);
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

    private sealed record Batch(List<Entry> Entries, long At, Task<bool[]> Under);

    private sealed record Entry(GrainAppend Append)
    {
        // Who waits is a mailbox's turn: short, and run here while the next batch is under way.
        public TaskCompletionSource<bool> Done { get; } = new();
    }
}
