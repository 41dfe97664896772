using GridCity.Grains;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>
/// Fires timers: never before they are due in database time, at least once, in effect once. Only the near future is
/// held in memory; the rest waits in the table.
/// </summary>
/// <param name="fire">Hands a due timer to its grain; gives nothing once it is consumed, or why not.</param>
internal sealed class TimerClock(ITimerTable table, Func<GrainTimer, Task<Refusal?>> fire, GridClock clock, ILogger log)
{
    /// <summary>How often the table is read.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private const int SweepCountMax = 2_000;

    private readonly Lock _gate = new();
    private readonly HashSet<TimerKey> _held = [];

    /// <summary>Takes a timer that is durable, if it is due before the next sweep.</summary>
    public void Set(GrainTimer timer, CancellationToken stop)
    {
        if (timer.Due - clock.Now > SweepEvery) return;
        lock (_gate)
        {
            if (!_held.Add(timer.Key)) return;
        }

        _ = HoldAsync(timer, stop);
    }

    /// <summary>Reads the timers that are due before the next sweep.</summary>
    public async Task SweepAsync(CancellationToken stop)
    {
        foreach (var timer in await table.DueAsync(clock.Now + SweepEvery, SweepCountMax, stop)) Set(timer, stop);
    }

    private async Task HoldAsync(GrainTimer timer, CancellationToken stop)
    {
        try
        {
            while (timer.Due - clock.Now is { Ticks: > 0 } early) await Task.Delay(RoundedUp(early), clock.Local, stop);
            if (await fire(timer) is { } why)
                log.LogError("Timer {Name} of {Grain} was refused ({Code}) and will fire again: {Why}", timer.Key.Name, timer.Key.Grain, why.Code, why.Message);
        }
        catch (Exception error) when (error is GridUnavailableException or OperationCanceledException)
        {
            log.LogDebug(error, "Timer {Name} of {Grain} is left to the next sweep.", timer.Key.Name, timer.Key.Grain);
        }
        catch (Exception error)
        {
            log.LogError(error, "Timer {Name} of {Grain} cannot be handed over and is left to the next sweep.", timer.Key.Name, timer.Key.Grain);
        }
        finally
        {
            lock (_gate) _held.Remove(timer.Key);
        }
    }

    // Timers of the operating system count in milliseconds and may round down: a timer must not fire early.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
