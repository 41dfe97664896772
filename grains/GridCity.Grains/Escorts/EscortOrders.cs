using GridCity.Grains.Intersections;
using static GridCity.Grains.Escorts.EscortEvent;

namespace GridCity.Grains.Escorts;

/// <summary>
/// What an escort asks of intersections, by mail. To the signals it goes over their link, whose fence number makes a
/// controller refuse what is out of date.
/// </summary>
internal static class EscortOrders
{
    public static IEnumerable<Effect> Keep(EscortClass kind, string vehicle, IEnumerable<EscortEvent> prepared) =>
        prepared.OfType<JunctionPrepared>().Select(one => new Effect.Send(
            IntersectionKind.Kind.Id(one.Intersection),
            new IntersectionCommand.SetMode(SignalMode.Escort, one.Phase, $"Escort of {vehicle} ({kind})", one.Until)));

    /// <summary>A junction that took itself back, or that a person holds, takes no notice.</summary>
    public static IEnumerable<Effect> HandBack(IEnumerable<PreparedJunction> prepared) =>
        prepared.Select(one => new Effect.Send(IntersectionKind.Kind.Id(one.Intersection), new IntersectionCommand.ReleaseMode()));
}
