using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections.Control;

/// <summary>
/// Plans every second, with what is seen on the approaches, the rest of the green and what comes after it, and does the
/// first second of the cheapest plan.
/// </summary>
/// <remarks>
/// A rolling horizon over a model of queues, as in Sen and Head, "Controlled optimization of phases at an intersection"
/// (Transportation Science 31, 1997) and SURTRAC (Xie et al., Transportation Research C 24, 2012); each plan is a first
/// decision completed by a simple policy, the rollout of Bertsekas. Nothing is trained: turns and arrivals are averages of
/// what was seen at this intersection.
/// </remarks>
public sealed class Adaptive : IController
{
    /// <summary>Plans that leave the phase shown after so many seconds, whatever is still there.</summary>
    private static readonly int[] Stays = [2, 4, 7, 11, 16];

    private readonly IntersectionLayout _layout;
    private readonly AdaptiveSettings _settings;
    private readonly PhaseLanes _lanes;
    private readonly TrafficModel _model;

    public Adaptive(IntersectionLayout layout, AdaptiveSettings settings)
    {
        (_layout, _settings) = (layout, settings);
        _lanes = new(layout);
        _model = new(layout, settings, _lanes);
    }

    public SignalWish Decide(Observation seen, SafetyState signal)
    {
        _model.Learn(seen);
        if (signal.Phase < 0) return SignalWish.Show(0);
        if (signal.IsClearing) return IsBlocked(seen, signal) ? SignalWish.StayClear : SignalWish.Hold;
        if (!AnyMayFollow(signal, seen.Second)) return SignalWish.Hold;
        _model.See(seen, signal);
        return SignalWish.Show(Best(signal, seen.Second));
    }

    /// <summary>
    /// Somebody who lost his green stands inside, behind one who waited there for a gap. Those who get green next would
    /// drive up to him, and each would wait for the other. Once he is waited for, it is until he is well on his way.
    /// </summary>
    private bool IsBlocked(Observation seen, SafetyState signal)
    {
        var waits = seen.Second > signal.NextAt;
        foreach (var (lane, speed, hasStood) in seen.Inside)
        {
            var clearing = waits && hasStood ? _settings.ClearingMetresPerSecond : _settings.StuckMetresPerSecond;
            if (speed < clearing && !_lanes.Serves(signal.Next, lane)) return true;
        }

        return false;
    }

    private bool AnyMayFollow(SafetyState signal, long second)
    {
        for (var phase = 0; phase < _layout.Phases.Length; phase++)
            if (phase != signal.Phase && SignalSafety.MayEnd(_layout, signal, phase, second)) return true;
        return false;
    }

    private int Best(SafetyState signal, long second)
    {
        var (best, cost) = (signal.Phase, _model.Plan(signal.Phase, 0, double.MaxValue));
        foreach (var stay in Stays) cost = Math.Min(cost, _model.Plan(signal.Phase, stay, cost));
        cost *= 1 - _settings.Hysteresis;
        for (var phase = 0; phase < _layout.Phases.Length; phase++)
        {
            if (phase == signal.Phase || !SignalSafety.MayEnd(_layout, signal, phase, second)) continue;
            var other = _model.Plan(phase, 0, cost);
            if (other < cost) (best, cost) = (phase, other);
        }

        return best;
    }
}
