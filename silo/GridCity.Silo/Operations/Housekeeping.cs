namespace GridCity.Silo.Operations;

/// <summary>Work that comes round: each job in its own time, none stopped by another's failure.</summary>
internal sealed class Housekeeping(TimeProvider time, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _jobs = [];

    /// <summary>Begins a job; its first turn is at once.</summary>
    /// <param name="again">Returns true when there is more to do now.</param>
    public void Start(string name, TimeSpan interval, Func<CancellationToken, Task<bool>> again) =>
        _jobs.Add(RunAsync(name, interval, again, _stop.Token));

    public void Start(string name, TimeSpan interval, Func<CancellationToken, Task> job) =>
        Start(name, interval, async cancellation =>
        {
            await job(cancellation);
            return false;
        });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_jobs);
        _stop.Dispose();
    }

    private async Task RunAsync(string name, TimeSpan interval, Func<CancellationToken, Task<bool>> again, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                while (await TurnAsync(name, again, stop)) stop.ThrowIfCancellationRequested();
                await Task.Delay(interval, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; what was left undone is done by the next one.
        }
    }

    private async Task<bool> TurnAsync(string name, Func<CancellationToken, Task<bool>> again, CancellationToken stop)
    {
        try
        {
            return await again(stop);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("{Job} failed and is tried again later: {Reason}", name, error.Message);
            return false;
        }
    }
}
