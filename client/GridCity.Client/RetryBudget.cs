namespace GridCity.Client;

/// <summary>
/// What all calls of one client may spend on trying again, so that many who fail at once do not make an overloaded city's
/// load a multiple of what it was: a retry for every five answers, twenty a second besides, and a hundred saved. Who finds
/// nothing saved waits for its turn instead of failing. Safe for many threads.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double SavedMax = 100, PerSecond = 20, PerAnswer = 0.2;

    private readonly Lock _lock = new();
    private double _saved = SavedMax;
    private long _since = time.GetTimestamp();

    /// <summary>A call was answered.</summary>
    public void Save()
    {
        lock (_lock) _saved = Math.Min(SavedMax, _saved + PerAnswer);
    }

    /// <summary>Takes one retry.</summary>
    /// <returns>How long to wait until it is due; zero while something is saved.</returns>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            _saved = Math.Min(SavedMax, _saved + (time.GetElapsedTime(_since).TotalSeconds * PerSecond)) - 1;
            _since = time.GetTimestamp();
            return _saved >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_saved / PerSecond);
        }
    }
}
