namespace GridCity.Grains.Escorts;

/// <summary>What happened to an escort. Positions are no history; what follows from them is.</summary>
public abstract record EscortEvent
{
    private EscortEvent() { }

    [StoredName("escort.requested.v1")]
    public sealed record Requested(EscortClass Class, string Vehicle, EscortRoute Route, string By, DateTimeOffset At) : EscortEvent;

    /// <summary>A junction ahead was asked to let its queue go and then stay green.</summary>
    /// <param name="Leg">Index of the leg that ends there.</param>
    /// <param name="ArrivalSeconds">Until the vehicle is expected there.</param>
    /// <param name="Until">When the junction takes itself back if nothing else is said.</param>
    [StoredName("escort.junction-prepared.v1")]
    public sealed record JunctionPrepared(
        int Leg, string Intersection, int Phase, double ArrivalSeconds, DateTimeOffset Until, DateTimeOffset At) : EscortEvent;

    /// <summary>The vehicle is past it; it was handed back.</summary>
    [StoredName("escort.junction-passed.v1")]
    public sealed record JunctionPassed(int Leg, string Intersection, DateTimeOffset At) : EscortEvent;

    /// <summary>Nothing else happened for a while, and the vehicle is still heard of.</summary>
    /// <param name="Leg">Index of the leg that it is on.</param>
    [StoredName("escort.seen.v1")]
    public sealed record Seen(int Leg, double Metres, DateTimeOffset At) : EscortEvent;

    /// <summary>The vehicle is on a road that is not ahead on its route.</summary>
    [StoredName("escort.turned-off.v1")]
    public sealed record TurnedOff(string Road, DateTimeOffset At) : EscortEvent;

    [StoredName("escort.rerouted.v1")]
    public sealed record Rerouted(EscortRoute Route, DateTimeOffset At, string? Why = null) : EscortEvent;

    /// <param name="TravelSeconds">Since it was requested.</param>
    /// <param name="SavedSeconds">Less than the estimate without an escort; negative when it took longer.</param>
    [StoredName("escort.arrived.v1")]
    public sealed record Arrived(double TravelSeconds, double SavedSeconds, DateTimeOffset At) : EscortEvent;

    [StoredName("escort.stopped.v1")]
    public sealed record Stopped(string Reason, string By, DateTimeOffset At) : EscortEvent;

    [StoredName("escort.given-up.v1")]
    public sealed record GivenUp(string Reason, DateTimeOffset At) : EscortEvent;
}
