using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>A timer never fires before it is due, by what the journal and by what the grain itself says; none is lost.</summary>
internal sealed class TimerChecker : IChecker
{
    public string Name => "timers";

    public IEnumerable<string> Check(Evidence evidence) => [.. Early(evidence), .. Rung(evidence), .. Lost(evidence)];

    private static IEnumerable<string> Early(Evidence evidence)
    {
        var due = new Dictionary<TimerKey, DateTimeOffset>();
        foreach (var commit in evidence.Record.Commits)
        {
            foreach (var key in commit.Append.TimersFired)
                if (due.TryGetValue(key, out var moment) && commit.AskedAt < moment)
                    yield return $"timer {key.Name} of {key.Grain} fired at {commit.AskedAt:O}, due only at {moment:O}";
            foreach (var timer in commit.Append.TimersSet) due[timer.Key] = timer.Due;
        }
    }

    private static IEnumerable<string> Rung(Evidence evidence) =>
        from grain in evidence.Grains
        from rang in grain.Events.OfType<CourierEvent.Rang>()
        where rang.At < rang.Due
        select $"{grain.Id} rang {rang.Clock} at {rang.At:O}, due only at {rang.Due:O}";

    /// <summary>The run ended long after everything was due.</summary>
    private static IEnumerable<string> Lost(Evidence evidence) =>
        evidence.Store.Timers.Select(timer => $"timer {timer.Key.Name} of {timer.Key.Grain} never fired, due at {timer.Due:O}");
}
