using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Control;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Sumo.Runs.Faults;

/// <summary>An intersection went to another mode.</summary>
/// <param name="Why">The detectors that are not believed; null when all are again.</param>
public sealed record ModeChange(long Second, string Signal, SignalMode Mode, string? Why)
{
    public override string ToString() =>
        $"second {Second}, {Signal}: {Mode}{(Why is null ? "" : $", detectors are not believed: {Why}")}";
}

/// <summary>
/// Judges the detectors of an intersection as its grain does, and falls back in the same order: actuated while most are
/// believed, then a plan, here a round of all phases with half of their maximum green.
/// </summary>
/// <param name="layout">Of the intersection.</param>
/// <param name="inner">Decides while every detector is believed.</param>
/// <param name="rules">When one is not.</param>
/// <param name="changed">Told every change of mode.</param>
public sealed class DetectorGuard(
    IntersectionLayout layout, IController inner, DetectorRules rules, Action<ModeChange> changed) : IController
{
    /// <summary>A vehicle this near to the stop line covers the detector.</summary>
    private const double CoveredMetres = 6;

    private readonly ActuatedControl _actuated = new(layout);
    private readonly DetectorWatch[] _watches = new DetectorWatch[layout.Lanes.Length];
    private readonly ActuatedLane[] _lanes = new ActuatedLane[layout.Lanes.Length];
    private string? _why;

    public SignalWish Decide(Observation seen, SafetyState signal)
    {
        for (var lane = 0; lane < _lanes.Length; lane++) Watch(seen, lane);
        var failed = _watches.Count(watch => watch.Fault is not null);
        var isPlan = failed * 100 > _lanes.Length * rules.FailedPercentMax;
        Say(seen.Second, failed == 0 ? SignalMode.Adaptive : isPlan ? SignalMode.Plan : SignalMode.Actuated);
        if (failed == 0) return inner.Decide(seen, signal);
        for (var lane = 0; isPlan && lane < _lanes.Length; lane++) _lanes[lane] = new(HasDemand: true, 0, IsBelieved: false);
        return _actuated.Wish(signal, _lanes, pedestriansWait: false, seen.Second);
    }

    private void Watch(Observation seen, int lane)
    {
        var (covered, departed) = (IsCovered(seen.Lanes[lane]), seen.Crossed.Count(crossing => crossing.Lane == lane));
        var othersBusy = seen.Crossed.Exists(crossing => crossing.Lane != lane);
        _watches[lane] = _watches[lane].After(new(IsMeasured: true, covered, departed, othersBusy), rules);
        var believed = _watches[lane].Fault is null;
        var idle = covered || departed > 0 ? 0 : Math.Min(_lanes[lane].IdleSeconds + 1, rules.SilentSeconds);
        _lanes[lane] = new(!believed || seen.Lanes[lane].Present > 0, idle, believed);
    }

    private static bool IsCovered(LaneReading reading)
    {
        foreach (var vehicle in reading.Vehicles)
            if (vehicle.DistanceMetres < CoveredMetres) return true;
        return false;
    }

    private void Say(long second, SignalMode mode)
    {
        var faults = _watches.Select((watch, lane) => (watch.Fault, layout.Lanes[lane].Id)).Where(one => one.Fault is not null)
            .Select(one => $"{one.Id} {DetectorRules.Name(one.Fault!.Value)}").ToArray();
        var why = faults.Length == 0 ? null : string.Join(", ", faults);
        if (why == _why) return;
        _why = why;
        changed(new(second, layout.Id, mode, why));
    }
}
