using GridCity.Grains.Cities;
using static GridCity.Grains.Escorts.EscortCommand;

namespace GridCity.Grains.Escorts;

/// <summary>What can be said of a command without knowing the escort: whether it is well formed.</summary>
internal static class EscortAdmission
{
    public static Refusal? Malformed(EscortCommand command, City city) => command switch
    {
        Request c => Texts.Code(c.Vehicle, "vehicle")
            ?? (Enum.IsDefined(c.Class) ? null : EscortRefusals.UnknownClass) ?? Malformed(c.Route),
        Move c => Texts.Code(c.Road, "road") ?? (c.Metres is >= 0 and < double.PositiveInfinity ? null : EscortRefusals.BadMetres),
        Reroute c => Malformed(c.Route) ?? Texts.Optional(c.Why, "why", city.Limits.TextLengthMax),
        Stop c => Texts.Required(c.Reason, "reason", city.Limits.TextLengthMax),
        _ => null,
    };

    private static Refusal? Malformed(EscortRoute route) =>
        route is null || route.Legs.IsDefaultOrEmpty || route.Legs.Length > EscortRoute.LegsMax ? EscortRefusals.BadRoute
        : route.Legs.All(leg => leg.Metres > 0 && leg.FreeSeconds > 0 && leg.ChangeSeconds >= 0) ? null
        : EscortRefusals.BadLeg;
}
