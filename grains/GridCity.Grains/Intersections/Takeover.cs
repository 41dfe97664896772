using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections;

/// <summary>
/// Where the safety layer begins when a controller hands its signal over: at what it shows. How long it has shown that is
/// not known, so every time begins anew: a green may be longer than its minimum for it, never shorter.
/// </summary>
public static class Takeover
{
    /// <param name="shown">One for each group.</param>
    /// <returns>Null while the controller is between two phases: wait.</returns>
    public static SafetyState? From(IntersectionLayout layout, ReadOnlySpan<SignalShown> shown, long second)
    {
        if (shown.Length != layout.Groups.Length) return null;
        for (var phase = 0; phase < layout.Phases.Length; phase++)
            if (Shows(layout.Phases[phase], shown)) return State(phase, shown, second);
        // Red or flashing everywhere: like after flashing, whoever is inside leaves before anybody gets green.
        return !shown.ContainsAnyExcept(SignalShown.Red, SignalShown.StopThenGo) || !shown.ContainsAnyExcept(SignalShown.Flashing)
            ? State(SafetyState.Flashing, shown, second)
            : null;
    }

    private static bool Shows(Phase phase, ReadOnlySpan<SignalShown> shown)
    {
        for (var group = 0; group < shown.Length; group++)
            if (shown[group] != SignalsShown.Of(phase.Aspects[group])) return false;
        return true;
    }

    private static SafetyState State(int phase, ReadOnlySpan<SignalShown> shown, long second) =>
        new(second, phase, second, SafetyState.None, 0, [.. shown.ToArray().Select(one => new GroupState(one, second))]);
}
