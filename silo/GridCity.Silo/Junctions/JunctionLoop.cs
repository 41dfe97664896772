using GridCity.Grains.Cities;
using GridCity.Grains.Intersections;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Junctions;

/// <summary>
/// Once a second, for every intersection linked to this silo: takes what was observed, decides what is shown, sends the
/// orders. All of a second is done on one thread, so neighbours see each other as they were a second ago.
/// </summary>
internal sealed class JunctionLoop(
    JunctionBoard board, JunctionGrains grains, JunctionHealth health, JunctionFollower follower, JunctionSamples samples, LoadedCity city, ILogger log) : IAsyncDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<JunctionLink> _links = [];
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_stop.Token);

    /// <summary>One second.</summary>
    public void Tick()
    {
        var began = grains.Clock.Ticks;
        var now = grains.Clock.Now;
        var (second, local) = (now.ToUnixTimeSeconds(), city.City.Dispatching.Clock.At(now));
        foreach (var seat in board.Seats) seat.Session?.Listen();
        foreach (var seat in board.Seats)
            if (seat is { Session: { } session, Known: { } known }) Move(seat, session, known, now, local, second);
        foreach (var link in _links) link.Flush();
        _links.Clear();
        follower.Turn();
        JunctionMetrics.Decided(grains.Clock.Local.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void Move(JunctionSeat seat, LinkSession session, KnownIntersection known, DateTimeOffset now, DateTimeOffset local, long second)
    {
        try
        {
            if (known.State.Built?.Edition != session.Built.Edition)
            {
                seat.End(session);
                var code = known.State.Built is null ? "unknown" : "taken-over";
                session.Link.Reject(session.Number, code, "The city's folder has changed it: announce it again.");
                session.Link.Tell();
                return;
            }

            var mode = seat.InForce(known, now);
            session.Decide(known.State, mode.Mode, local, second);
            health.Look(seat, session);
            if (seat.IsWatched) seat.Tell(JunctionMessages.Moment(session, mode, now));
            samples.Take(session, now);
        }
        catch (Exception error)
        {
            // One intersection's fault is not its neighbours': its controller hears nothing and runs its own plan.
            log.LogError(error, "Intersection {Code} could not be decided.", seat.Code);
        }

        _links.Add(session.Link);
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Second, grains.Clock.Local);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Tick();
                await samples.FlushAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; the controllers run their own plans.
        }
    }
}
