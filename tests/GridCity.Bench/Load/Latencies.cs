namespace GridCity.Bench.Load;

/// <summary>
/// Counts latencies in buckets that grow by one percent, so that any quantile is right to a percent and recording costs
/// no memory. Safe for many threads.
/// </summary>
internal sealed class Latencies
{
    private const double Growth = 1.01;
    private const double FirstMilliseconds = 0.001;
    private static readonly double GrowthLog = Math.Log(Growth);

    private readonly long[] _counts = new long[2_000];

    public long Count => _counts.Sum();

    public void Record(TimeSpan latency)
    {
        var ratio = Math.Max(latency.TotalMilliseconds / FirstMilliseconds, 1);
        Interlocked.Increment(ref _counts[Math.Min((int)(Math.Log(ratio) / GrowthLog), _counts.Length - 1)]);
    }

    /// <summary>Takes over what another one has counted; nobody records into either meanwhile.</summary>
    public void Add(Latencies other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    /// <returns>Milliseconds under which that share of the latencies lies; 0 without any.</returns>
    public double Quantile(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        for (var (i, seen) = (0, 0L); i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0) return FirstMilliseconds * Math.Pow(Growth, i + 1);
        }

        return 0;
    }
}
