namespace GridCity.Cli.Replay;

/// <summary>
/// The records' own time, which runs so many times as fast as ours. It stands on nothing but the moment at which the city
/// got the first record: a replay that was killed and is started again finds its clock where it would be by then, and what
/// came due meanwhile comes at once.
/// </summary>
/// <param name="recordsFrom">Time of the first record.</param>
/// <param name="playedFrom">When the city got it.</param>
/// <param name="speed">Seconds of the records in one of ours.</param>
internal sealed class ReplayClock(DateTimeOffset recordsFrom, DateTimeOffset playedFrom, double speed, TimeProvider time)
{
    public const double SpeedMax = double.PositiveInfinity;

    /// <summary>Nothing waits.</summary>
    public static ReplayClock Unbounded(TimeProvider time) => new(default, default, SpeedMax, time);

    /// <summary>The longest that a timer can be set to, and a little less.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(7);

    /// <summary>Waits until it is that time of the records.</summary>
    public async Task UntilAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        while (Left(moment) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < WaitMax ? left : WaitMax, time, cancellation);
    }

    private TimeSpan Left(DateTimeOffset moment) => playedFrom + ((moment - recordsFrom) / speed) - time.GetUtcNow();
}
