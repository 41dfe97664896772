namespace GridCity.Grains.Escorts.Control;

/// <summary>What one escort wants of one junction in this second.</summary>
/// <param name="Rank">Who goes first where two meet.</param>
/// <param name="FromRoad">The road it comes from.</param>
/// <param name="ToRoad">The road it leaves by.</param>
/// <param name="ArrivalSeconds">Until it is at the stop line, if nothing holds it up.</param>
/// <param name="QueueAhead">Vehicles that stand between it and the stop line, in the lane where there are most.</param>
/// <param name="IsExitBlocked">
/// The queue behind the junction reaches back to it: green would bring nobody on and could lock the junction.
/// </param>
public readonly record struct EscortDemand(
    EscortRank Rank, string FromRoad, string ToRoad, double ArrivalSeconds, double QueueAhead, bool IsExitBlocked = false);
