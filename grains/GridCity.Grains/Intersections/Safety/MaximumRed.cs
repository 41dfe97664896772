using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Safety;

/// <summary>
/// Keeps every group's red below its maximum, by the test of earliest deadline first (Liu and Layland 1973) for jobs of
/// one length: each phase of the layout's cover is a job, due when the longest red it serves is over. A wish is followed
/// only while all jobs could still be served one after the other, each with the longest clearance and minimum green.
/// </summary>
internal static class MaximumRed
{
    /// <summary>True when showing the same for one more second leaves time for everybody.</summary>
    public static bool AllowsStay(IntersectionLayout layout, SafetyState state, long second) =>
        InTime(layout, state, state.Phase, Math.Max(second + 1, FreeAt(layout, state)), second);

    /// <summary>True when serving a phase now leaves time for everybody after it.</summary>
    public static bool AllowsChange(IntersectionLayout layout, SafetyState state, int next, long second)
    {
        var clearance = state.Phase == SafetyState.Flashing ? layout.ClearanceSecondsMax
            : state.Phase < 0 ? 0 : layout.ClearanceSeconds(state.Phase, next);
        return state.Phase == SafetyState.Flashing
            || InTime(layout, state, next, second + clearance + layout.MinimumGreenSecondsMax, second);
    }

    /// <summary>True when what is being made ready may begin a second later still, and everybody after it is in time.</summary>
    public static bool AllowsWaiting(IntersectionLayout layout, SafetyState state, long second)
    {
        for (var group = 0; group < state.Groups.Length; group++)
        {
            var waits = SignalSafety.IsGreenIn(layout, state.Next, group) && !state.Groups[group].Shown.IsGreen();
            if (waits && second + 1 > state.Groups[group].Since + layout.MaximumRedSeconds) return false;
        }

        return state.Next >= 0 && InTime(layout, state, state.Next, second + 1 + layout.MinimumGreenSecondsMax, second);
    }

    /// <summary>The phase of the cover whose group waits longest.</summary>
    public static int Due(IntersectionLayout layout, SafetyState state)
    {
        var (due, since) = (0, long.MaxValue);
        for (var group = 0; group < state.Groups.Length; group++)
        {
            if (layout.ServedBy[group] < 0 || state.Groups[group].Shown.IsGreen() || state.Groups[group].Since >= since) continue;
            (due, since) = (layout.ServedBy[group], state.Groups[group].Since);
        }

        return due;
    }

    /// <summary>The second from which any change may begin.</summary>
    private static long FreeAt(IntersectionLayout layout, SafetyState state)
    {
        if (state.Phase < 0) return state.Second;
        var free = state.PhaseSince + layout.Phases[state.Phase].MinimumGreenSeconds;
        for (var group = 0; group < state.Groups.Length; group++)
        {
            if (state.Groups[group].Shown.IsGreen())
                free = Math.Max(free, state.Groups[group].Since + layout.MinimumGreenSeconds(group));
        }

        return free;
    }

    /// <summary>With a phase shown and the next change at <paramref name="begin"/>: is every job done by its deadline?</summary>
    private static bool InTime(IntersectionLayout layout, SafetyState state, int phase, long begin, long second)
    {
        Span<long> deadlines = stackalloc long[layout.Phases.Length];
        deadlines.Fill(long.MaxValue);
        for (var group = 0; group < state.Groups.Length; group++)
        {
            var job = layout.ServedBy[group];
            if (job < 0 || SignalSafety.IsGreenIn(layout, phase, group)) continue;
            var since = state.Groups[group].Shown.IsGreen() ? second : state.Groups[group].Since;
            deadlines[job] = Math.Min(deadlines[job], since + layout.MaximumRedSeconds);
        }

        deadlines.Sort();
        foreach (var deadline in deadlines)
        {
            if (deadline == long.MaxValue) return true;
            if (begin + layout.ClearanceSecondsMax > deadline) return false;
            begin += layout.ClearanceSecondsMax + layout.MinimumGreenSecondsMax;
        }

        return true;
    }
}
