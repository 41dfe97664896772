using static GridCity.Grains.RefusalKind;

namespace GridCity.Grains.Escorts;

internal static class EscortRefusals
{
    public static Refusal Unknown { get; } = new(NotFound, "escort/unknown", "There is no such escort.");

    public static Refusal Requested { get; } =
        new(NotNow, "escort/requested", "The escort was requested before. Start another one with a command id of its own.");

    public static Refusal UnknownClass { get; } =
        new(Invalid, "escort/unknown-class", "'class' must be ambulance, fire-engine, police or other.", "class");

    public static Refusal BadMetres { get; } =
        new(Invalid, "escort/bad-metres", "'along_metres' is how far the vehicle has come on its road: 0 or more.", "alongMetres");

    public static Refusal BadRoute { get; } =
        new(Invalid, "escort/bad-route", $"A route has 1 to {EscortRoute.LegsMax} roads.", "route");

    public static Refusal BadLeg { get; } =
        new(Invalid, "escort/bad-leg", "Every road of a route has a length and a travel time above 0.", "route");

    public static Refusal Over(EscortOutcome outcome) =>
        new(NotNow, "escort/over", $"The escort is over: {outcome switch
        {
            EscortOutcome.Arrived => "the vehicle has arrived",
            EscortOutcome.Stopped => "it was stopped",
            _ => "it was given up",
        }}. Start another one.");

    public static Refusal NotYourPost(EscortCommand command, Role role) =>
        new(NotAllowed, "escort/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Ask an operator or a dispatcher.");
}
