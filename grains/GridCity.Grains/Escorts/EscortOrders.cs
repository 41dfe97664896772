using GridCity.Grains.Intersections;
using static GridCity.Grains.Escorts.EscortEvent;

namespace GridCity.Grains.Escorts;

/// <summary>
/// What an escort asks of intersections, by mail. To the signals it goes over their link, whose fence number makes a
/// controller refuse what is out of date.
/// </summary>
internal static class EscortOrders
{
    /// <param name="route">The one whose legs the events name.</param>
    public static IEnumerable<Effect> Keep(EscortOrder asked, EscortRoute route, IEnumerable<EscortEvent> prepared) =>
        prepared.OfType<JunctionPrepared>().Select(one => new Effect.Send(
            IntersectionKind.Kind.Id(one.Intersection),
            new IntersectionCommand.SetMode(
                SignalMode.Escort, one.Phase, $"Escort of {asked.Vehicle} ({asked.Class})", one.Until,
                Way(asked, route.Legs[one.Leg], one))));

    /// <summary>What the junction needs to know to rank it, to flush its queue and to see a full exit.</summary>
    private static EscortWay? Way(EscortOrder asked, EscortLeg leg, JunctionPrepared one) =>
        leg is { FromRoad: { } from, ToRoad: { } to }
            ? new(asked.Class, asked.At, from, to, one.At + TimeSpan.FromSeconds(Math.Max(0, one.ArrivalSeconds))) : null;

    /// <summary>A junction that took itself back, or that a person holds, takes no notice.</summary>
    public static IEnumerable<Effect> HandBack(IEnumerable<PreparedJunction> prepared) =>
        prepared.Select(one => new Effect.Send(IntersectionKind.Kind.Id(one.Intersection), new IntersectionCommand.ReleaseMode()));
}
