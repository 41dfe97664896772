using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.Simulation.Workload.Couriers;

/// <summary>What a courier can be asked: everything that an engine has to get right, and nothing of a city.</summary>
internal abstract record CourierCommand : IGrainCommand
{
    private CourierCommand() { }

    /// <summary>From a client: send a letter along each route, one after the other.</summary>
    [StoredName("courier.post.v1")]
    public sealed record Post(ImmutableArray<Route> Routes) : CourierCommand;

    /// <summary>From another courier: take a letter in, and send it on if its route is not at its end.</summary>
    /// <param name="Number">Counts the letters from that courier to this one.</param>
    [StoredName("courier.deliver.v1")]
    public sealed record Deliver(int Number, Route Onward, bool IsPoisoned) : CourierCommand;

    /// <summary>From a client: ring after a while, and again, a number of times.</summary>
    [StoredName("courier.wind.v1")]
    public sealed record Wind(string Clock, int Milliseconds, int Times) : CourierCommand;

    /// <summary>From a timer.</summary>
    [StoredName("courier.ring.v1")]
    public sealed record Ring(string Clock, DateTimeOffset Due, int Milliseconds, int TimesLeft) : CourierCommand;

    /// <summary>From a client: do not ring any more.</summary>
    [StoredName("courier.stop.v1")]
    public sealed record Stop(string Clock) : CourierCommand;

    /// <summary>From a client: fall over. The decider throws.</summary>
    [StoredName("courier.fall.v1")]
    public sealed record Fall : CourierCommand;
}

/// <summary>Where a letter still has to go.</summary>
/// <param name="Stops">Keys of couriers.</param>
/// <param name="IsPoisoned">True when the last stop refuses it.</param>
internal sealed record Route(ImmutableArray<string> Stops, bool IsPoisoned);

/// <summary>What happened to a courier.</summary>
internal abstract record CourierEvent
{
    private CourierEvent() { }

    [StoredName("courier.posted.v1")]
    public sealed record Posted(string To, int Number, bool IsPoisoned) : CourierEvent;

    [StoredName("courier.received.v1")]
    public sealed record Received(string From, int Number) : CourierEvent;

    [StoredName("courier.wound.v1")]
    public sealed record Wound(string Clock, DateTimeOffset Due) : CourierEvent;

    [StoredName("courier.rang.v1")]
    public sealed record Rang(string Clock, DateTimeOffset Due, DateTimeOffset At) : CourierEvent;

    [StoredName("courier.stopped.v1")]
    public sealed record Stopped(string Clock) : CourierEvent;
}
