namespace GridCity.Grains.Intersections;

internal static class IntersectionRefusals
{
    public static Refusal NotBuilt { get; } =
        new(RefusalKind.NotFound, "intersection/not-built", "The city's folder names no such intersection.");

    public static Refusal NothingOrdered { get; } =
        new(RefusalKind.NotNow, "intersection/nothing-ordered", "No mode is ordered: the usual one is wanted already.");

    public static Refusal PhaseMissing { get; } =
        new(RefusalKind.Invalid, "intersection/phase-missing", "A manual order holds a phase: name it.", "phase");

    public static Refusal PhaseUnwanted { get; } =
        new(RefusalKind.Invalid, "intersection/phase-unwanted", "Only a manual order holds a phase. Leave it out.", "phase");

    public static Refusal Past { get; } =
        new(RefusalKind.Invalid, "intersection/past", "'until' is not in the future.", "until");

    public static Refusal EscortAlone { get; } =
        new(RefusalKind.Invalid, "intersection/escort-alone", "Escort is ordered by starting an escort.", "mode");

    public static Refusal NotYourPost(IntersectionCommand command, Role role) =>
        new(RefusalKind.NotAllowed, "intersection/not-your-post", $"{command.GetType().Name} is not for the post {role}.");

    public static Refusal NoSuchPhase(int phases) =>
        new(RefusalKind.Invalid, "intersection/no-such-phase", $"The layout has phases 1 to {phases}.", "phase");

    public static Refusal Escorted(ModeOrder order) =>
        new(RefusalKind.NotNow, "intersection/escorted",
            $"{order.By} has the intersection: {order.Reason}. Manual and flashing alone take it away.");

    public static Refusal TakenOver(long fence) =>
        new(RefusalKind.NotNow, "intersection/taken-over", $"A newer link, {fence}, has the intersection.");

    public static Refusal NotALane(string lane) =>
        new(RefusalKind.Invalid, "intersection/not-a-lane", $"'{lane}' is no lane of the layout, or is named twice.", "detectors");
}
