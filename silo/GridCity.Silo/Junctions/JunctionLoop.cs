using GridCity.Grains.Cities;
using GridCity.Grains.Intersections;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Junctions;

/// <summary>
/// Once a second, for every intersection linked to this silo: takes what was observed, decides what is shown, sends the
/// orders. All of a second is done on one thread, so neighbours see each other as they were a second ago.
/// </summary>
/// <remarks>A fault is that of one intersection, one stream or one second; the others go on, and the log has it.</remarks>
internal sealed class JunctionLoop(
    JunctionBoard board, JunctionGrains grains, JunctionHealth health, JunctionNotes notes, JunctionFollower follower,
    JunctionSamples samples, LoadedCity city, ILogger log) : IAsyncDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Of an intersection that fails second after second one in so many is logged.</summary>
    private const int LoggedEvery = 60;

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
        foreach (var seat in board.Seats)
            if (seat.Session is { } session) Listen(seat, session);
        foreach (var seat in board.Seats)
            if (seat is { Session: { IsHeard: true } session, Known: { } known }) Move(seat, session, known, now, local, second);
        foreach (var link in _links) Flush(link);
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

    private void Listen(JunctionSeat seat, LinkSession session)
    {
        try
        {
            session.Listen();
        }
        catch (Exception error)
        {
            Failed(seat, error);
        }
    }

    private void Move(
        JunctionSeat seat, LinkSession session, KnownIntersection known, DateTimeOffset now, DateTimeOffset local, long second)
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
            session.Decide(new(known.State, mode.Mode, now, local, second));
            health.Look(seat, session);
            notes.Look(seat, session, known.State, now);
            if (seat.IsWatched) seat.Tell(JunctionMessages.Moment(session, mode, now));
            samples.Take(session, now);
            seat.Faults = 0;
        }
        catch (Exception error)
        {
            Failed(seat, error);
        }

        _links.Add(session.Link);
    }

    /// <summary>Its controller hears nothing of it and runs its own plan.</summary>
    private void Failed(JunctionSeat seat, Exception error)
    {
        if (seat.Faults++ % LoggedEvery == 0)
        {
            log.LogError(
                error, "Intersection {Code} was not decided: its controller runs its own plan while that lasts ({Faults} seconds so far). "
                + "Have its controller announce it again; if that does not help, set its mode to plan and report this fault.",
                seat.Code, seat.Faults);
        }
    }

    private void Flush(JunctionLink link)
    {
        try
        {
            link.Flush();
        }
        catch (Exception error)
        {
            link.End(error);
            log.LogError(
                error, "A stream of controllers was ended, for its orders could not be sent: its controllers announce themselves again.");
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Second, grains.Clock.Local);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await SecondAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops; the controllers run their own plans.
        }
    }

    private async Task SecondAsync(CancellationToken stop)
    {
        try
        {
            Tick();
            await samples.FlushAsync(stop);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            log.LogError(
                error, "A second of all intersections has failed; the next one is decided as usual. Controllers that hear nothing for "
                + "{Seconds} s run their own plans. If it goes on, start the silo again and report this fault.",
                LinkRules.SilenceMax.TotalSeconds);
        }
    }
}
