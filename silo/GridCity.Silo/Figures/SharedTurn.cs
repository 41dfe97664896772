namespace GridCity.Silo.Figures;

/// <summary>Work that many ask for at once is done once. Nobody is answered by a turn that began before he asked.</summary>
internal sealed class SharedTurn<T>(Func<Task<T>> turn)
{
    private readonly Lock _lock = new();
    private Task<T>? _running, _next;

    public Task<T> RunAsync()
    {
        lock (_lock)
        {
            if (_next is not null) return _next;
            return _running is { IsCompleted: false } running ? _next = FollowAsync(running) : _running = Task.Run(turn);
        }
    }

    private async Task<T> FollowAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> mine;
        lock (_lock) (_running, _next) = (mine = Task.Run(turn), null);
        return await mine;
    }
}
