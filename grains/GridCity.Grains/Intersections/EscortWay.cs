using GridCity.Grains.Escorts;

namespace GridCity.Grains.Intersections;

/// <summary>How an escorted vehicle crosses an intersection.</summary>
/// <param name="RequestedAt">When the escort was asked for: of one class the earlier goes first.</param>
/// <param name="FromRoad">The road that it comes from, as the layout names it.</param>
/// <param name="ToRoad">The road that it leaves by, as the layout names it.</param>
/// <param name="ArrivalAt">When it is expected at the stop line.</param>
public sealed record EscortWay(
    EscortClass Class, DateTimeOffset RequestedAt, string FromRoad, string ToRoad, DateTimeOffset ArrivalAt);
