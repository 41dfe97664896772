namespace GridCity.Grains.Intersections;

/// <summary>
/// Which mode is in force: what is wanted, or the next one that still works without what has failed. The order is adaptive,
/// actuated, plan, flashing; and back the same way once it works again.
/// </summary>
/// <param name="Why">What has failed; null when the wanted mode is in force.</param>
public readonly record struct ModeInForce(SignalMode Mode, string? Why)
{
    public static ModeInForce Of(IntersectionState state, DateTimeOffset now)
    {
        var wanted = state.Wanted(now);
        if (state.Built is not { } built) return new(SignalMode.Flashing, "Nothing is installed here.");
        if (state.ControllerFault is { } fault)
            return wanted == SignalMode.Flashing ? new(wanted, null) : new(SignalMode.Flashing, $"The controller reports: {fault}");
        if (!state.Link.IsSteady)
        {
            return wanted == SignalMode.Plan
                ? new(wanted, null) : new(SignalMode.Plan, "The link is not steady: the controller runs its own plan.");
        }

        return wanted switch
        {
            SignalMode.Adaptive => Adaptive(state, built),
            SignalMode.Actuated => Actuated(state, built, null),
            _ => new(wanted, null),
        };
    }

    private static ModeInForce Adaptive(IntersectionState state, Installation built) =>
        state.Link.Sight == LinkSight.StopLine ? Actuated(state, built, "The controller sees no queues.")
        : state.DetectorFaults.Length > 0 ? Actuated(state, built, Faults(state))
        : state.NeighboursLost.Length > 0
            ? Actuated(state, built, $"Neighbours are not heard: {string.Join(", ", state.NeighboursLost)}.")
        : new(SignalMode.Adaptive, null);

    /// <summary>A lane without a detector is served in every cycle; with too many of these a plan does better.</summary>
    private static ModeInForce Actuated(IntersectionState state, Installation built, string? why) =>
        state.DetectorFaults.Length * 100 > built.Layout.Lanes.Length * built.Detectors.FailedPercentMax
            ? new(SignalMode.Plan, Faults(state))
            : new(SignalMode.Actuated, why);

    private static string Faults(IntersectionState state)
    {
        var faults = state.DetectorFaults.Select(one => $"{one.Lane} {DetectorRules.Name(one.Fault)}");
        return $"Detectors are not believed: {string.Join(", ", faults)}.";
    }
}
