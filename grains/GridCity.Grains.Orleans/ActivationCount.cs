namespace GridCity.Grains.Orleans;

/// <summary>How many of our grains are in memory on one silo.</summary>
internal sealed class ActivationCount
{
    private int _now;

    public int Now => Volatile.Read(ref _now);

    public void Enter() => Interlocked.Increment(ref _now);

    public void Leave() => Interlocked.Decrement(ref _now);
}
