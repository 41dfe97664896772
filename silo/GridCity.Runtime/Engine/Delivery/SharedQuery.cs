namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// Questions that wait share a query, so that a burst costs few round trips. None is answered by a query that began
/// before it was asked: the answer is as new as the question.
/// </summary>
/// <param name="ask">Answers many questions, each given once, in order.</param>
internal sealed class SharedQuery<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<TAnswer[]>> ask)
    where TQuestion : notnull
{
    private const int BatchMax = 200;

    private readonly Lock _gate = new();
    private Dictionary<TQuestion, TaskCompletionSource<TAnswer>> _waiting = [];
    private bool _running;

    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    public Task<TAnswer> AskAsync(TQuestion question)
    {
        Task<TAnswer> answer;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(question, out var done))
                _waiting.Add(question, done = new(TaskCreationOptions.RunContinuationsAsynchronously));
            answer = done.Task;
            if (_running) return answer;
            _running = true;
        }

        _ = RunAsync();
        return answer;
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            foreach (var part in batch.Chunk(BatchMax)) await SendAsync(part);
        }
    }

    private Dictionary<TQuestion, TaskCompletionSource<TAnswer>> Take()
    {
        lock (_gate)
        {
            var batch = _waiting;
            _waiting = [];
            _running = batch.Count > 0;
            return batch;
        }
    }

    private async Task SendAsync(KeyValuePair<TQuestion, TaskCompletionSource<TAnswer>>[] batch)
    {
        try
        {
            var answers = await ask([.. batch.Select(entry => entry.Key)]);
            for (var i = 0; i < batch.Length; i++) batch[i].Value.TrySetResult(answers[i]);
        }
        catch (Exception error)
        {
            foreach (var (_, done) in batch) done.TrySetException(error);
        }
    }
}
