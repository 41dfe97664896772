namespace GridCity.Rpc.Load;

/// <summary>How many calls took how long, to the microsecond; what takes over a second counts as a second.</summary>
internal sealed class LatencyCounts
{
    private const int MicrosecondsMax = 1_000_000;

    private readonly long[] _counts = new long[MicrosecondsMax + 1];

    public long Count { get; private set; }

    public void Add(TimeSpan latency)
    {
        _counts[(int)Math.Min(latency.TotalMicroseconds, MicrosecondsMax)]++;
        Count++;
    }

    public void Add(LatencyCounts other)
    {
        for (var index = 0; index < _counts.Length; index++)
            _counts[index] += other._counts[index];
        Count += other.Count;
    }

    public double QuantileMs(double share)
    {
        var left = (long)(Count * share);
        var index = 0;
        while (index < MicrosecondsMax && (left -= _counts[index]) >= 0)
            index++;
        return index / 1000.0;
    }
}
