using System.Collections.Immutable;

namespace GridCity.Grains.Escorts;

/// <summary>Everything that can be asked of an escort.</summary>
public abstract record EscortCommand : IGrainCommand
{
    private EscortCommand() { }

    /// <summary>Begin: the vehicle is at the beginning of the route, or on its first road.</summary>
    /// <param name="Vehicle">What it is called, for people: a call sign, never a person.</param>
    [StoredName("escort.request.v1")]
    public sealed record Request(EscortClass Class, string Vehicle, EscortRoute Route) : EscortCommand, IFoundingCommand;

    /// <summary>The vehicle says where it is.</summary>
    /// <param name="Road">Id of the road.</param>
    /// <param name="Metres">How far it has come on it.</param>
    /// <param name="Queues">Vehicles that stand before the signals ahead, as far as is known.</param>
    [StoredName("escort.move.v1")]
    public sealed record Move(string Road, double Metres, ImmutableArray<QueueAhead> Queues) : EscortCommand;

    /// <summary>Go another way from where the vehicle is now.</summary>
    /// <param name="Route">Begins on the road that it is on.</param>
    /// <param name="Why">For people: it turned off, or is late.</param>
    [StoredName("escort.reroute.v1")]
    public sealed record Reroute(EscortRoute Route, string? Why = null) : EscortCommand;

    /// <summary>End it before it has arrived.</summary>
    [StoredName("escort.stop.v1")]
    public sealed record Stop(string Reason) : EscortCommand;

    /// <summary>From the escort's own timer: no position has come for too long.</summary>
    [StoredName("escort.give-up.v1")]
    public sealed record GiveUp : EscortCommand;
}

/// <summary>Vehicles that stand before a signal, in the lane where there are most.</summary>
public readonly record struct QueueAhead(string Intersection, double Vehicles);
