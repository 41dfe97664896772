namespace GridCity.Cli.Replay;

/// <summary>How long calls took, in buckets of a tenth of a millisecond: as small after a million calls as after one.</summary>
internal sealed class Latencies
{
    private const int BucketsPerMillisecond = 10;
    private const int SecondsMax = 60;

    private readonly int[] _counts = new int[SecondsMax * 1_000 * BucketsPerMillisecond];

    /// <summary>A longer one counts as the longest.</summary>
    public void Add(TimeSpan took) =>
        Interlocked.Increment(ref _counts[Math.Clamp((int)(took.TotalMilliseconds * BucketsPerMillisecond), 0, _counts.Length - 1)]);

    /// <param name="share">From 0 to 1.</param>
    /// <returns>Milliseconds that so many calls did not exceed; 0 without any.</returns>
    public double Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(_counts.Sum(count => (long)count) * share);
        for (var (at, seen) = (0, 0L); wanted > 0; at++)
            if ((seen += _counts[at]) >= wanted) return (at + 1) / (double)BucketsPerMillisecond;
        return 0;
    }
}
