using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections.Control;

/// <summary>What is counted, and how often is decided.</summary>
/// <param name="HaltingOnly">Halting vehicles upstream, less those downstream; else all vehicles upstream.</param>
/// <param name="MinimumGreenSeconds">First decision after so much green.</param>
/// <param name="PeriodSeconds">Between decisions after it.</param>
/// <param name="MaximumRedSeconds">A lane with somebody in it that was not green for longer goes first.</param>
public sealed record MaxPressureSettings(bool HaltingOnly, int MinimumGreenSeconds, int PeriodSeconds, int MaximumRedSeconds)
{
    /// <summary>Max-pressure as measured in RESCO (Ault and Sharon, NeurIPS 2021), with 7 s and steps of 10 s.</summary>
    public static MaxPressureSettings Mp7 { get; } = new(true, 7, 10, 120);

    /// <summary>The same with all vehicles and no downstream term ("max wave").</summary>
    public static MaxPressureSettings Wave7 { get; } = new(false, 7, 10, 120);

    /// <summary>With 10 s, steps of 5 s and the network's own yellow.</summary>
    public static MaxPressureSettings Mp10 { get; } = new(true, 10, 5, 120);
}

/// <summary>
/// Serves the phase of the highest pressure: vehicles that wait for it less those in its way (Varaiya, "Max pressure
/// control of a network of signalized intersections", Transportation Research C 36, 2013). The reference that the
/// adaptive controller is measured against.
/// </summary>
public sealed class MaxPressure(IntersectionLayout layout, MaxPressureSettings settings) : IController
{
    private readonly PhaseLanes _lanes = new(layout);
    private long[]? _lastGreen;

    public SignalWish Decide(Observation seen, SafetyState signal)
    {
        if (signal.Phase < 0) return SignalWish.Show(0);
        if (signal.IsClearing) return SignalWish.Hold;
        var shown = seen.Second - signal.PhaseSince - settings.MinimumGreenSeconds;
        if (shown < 0 || shown % settings.PeriodSeconds != 0) return SignalWish.Hold;
        Remember(seen, signal.Phase);
        var (current, best) = (Pressure(seen, signal.Phase), signal.Phase);
        var highest = current;
        var starved = Starved(seen);
        for (var phase = 0; phase < layout.Phases.Length; phase++)
        {
            if (starved >= 0 && !_lanes.Served[phase].Any(served => served.Lane == starved)) continue;
            var pressure = Pressure(seen, phase) + (starved >= 0 ? 1e9 : 0);
            if (pressure > highest) (highest, best) = (pressure, phase);
        }

        return SignalWish.Show(best);
    }

    private double Pressure(Observation seen, int phase)
    {
        var pressure = 0.0;
        foreach (var (lane, exits) in _lanes.Served[phase])
        {
            pressure += settings.HaltingOnly ? seen.Lanes[lane].Halting : seen.Lanes[lane].Present;
            if (settings.HaltingOnly) pressure -= exits.Average(exit => seen.Exits[exit].Halting);
        }

        return pressure;
    }

    private void Remember(Observation seen, int phase)
    {
        _lastGreen ??= [.. Enumerable.Repeat(seen.Second, layout.Lanes.Length)];
        foreach (var (lane, _) in _lanes.Served[phase]) _lastGreen[lane] = seen.Second;
    }

    /// <summary>The lane that has waited longest, of those that waited too long; -1 for none.</summary>
    private int Starved(Observation seen)
    {
        var starved = -1;
        for (var lane = 0; lane < layout.Lanes.Length; lane++)
        {
            var count = settings.HaltingOnly ? seen.Lanes[lane].Halting : seen.Lanes[lane].Present;
            if (seen.Second - _lastGreen![lane] <= settings.MaximumRedSeconds || count < 1) continue;
            if (starved < 0 || _lastGreen[lane] < _lastGreen[starved]) starved = lane;
        }

        return starved;
    }
}
