using GridCity.Client;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Replay;

/// <summary>Waits until everything that the acts have led to is done: mail between grains, views built after the commit.</summary>
internal sealed class ReplayDrain(GridCityClient administrator, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>When nothing moves for so long, waiting longer does not help.</summary>
    private static readonly TimeSpan StandstillMax = TimeSpan.FromSeconds(60);

    /// <param name="seen">Told how much is left.</param>
    /// <returns>What is left: nothing, unless it stood still.</returns>
    public async Task<GetBacklogReply> WaitAsync(Action<long> seen, CancellationToken cancellation)
    {
        var (left, movedAt) = (long.MaxValue, time.GetTimestamp());
        while (true)
        {
            var backlog = await administrator.Admin.GetBacklogAsync(new(), cancellation);
            var now = Left(backlog);
            seen(now);
            if (now < left) (left, movedAt) = (now, time.GetTimestamp());
            if (now == 0 || time.GetElapsedTime(movedAt) > StandstillMax) return backlog;
            await Task.Delay(LookEvery, time, cancellation);
        }
    }

    public static long Left(GetBacklogReply backlog) => backlog.MailWaiting + backlog.Projections.Sum(view => view.Events);
}
