using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GridCity.Grains.Escorts;

/// <summary>Where one escort stands. Folded from <see cref="EscortEvent"/>s only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Unrequested), "unrequested")]
[JsonDerivedType(typeof(UnderWay), "under-way")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record EscortState
{
    private EscortState() { }

    /// <summary>What every escort is before the first event.</summary>
    public static EscortState Initial { get; } = new Unrequested();

    public sealed record Unrequested : EscortState;

    /// <summary>The vehicle drives.</summary>
    /// <param name="Asked">What was asked for.</param>
    /// <param name="Route">The way that it goes now.</param>
    /// <param name="Leg">Index of the leg that it was known on last, as far as events tell.</param>
    /// <param name="Prepared">Junctions that are kept for it.</param>
    /// <param name="Passed">Junctions behind it, those of earlier routes included.</param>
    /// <param name="Reroutes">How often it was sent another way.</param>
    /// <param name="SeenAt">When the last event about its way was.</param>
    /// <param name="OffRoad">The road that it turned off to; null while it is on its route.</param>
    public sealed record UnderWay(
        EscortOrder Asked, EscortRoute Route, int Leg, ImmutableArray<PreparedJunction> Prepared, int Passed, int Reroutes,
        DateTimeOffset SeenAt, string? OffRoad = null) : EscortState;

    /// <summary>It is over.</summary>
    /// <param name="Outcome">How.</param>
    /// <param name="Reason">Why, unless it arrived.</param>
    /// <param name="TravelSeconds">From the request to the end.</param>
    /// <param name="SavedSeconds">Only of one that arrived.</param>
    public sealed record Ended(
        EscortOrder Asked, EscortOutcome Outcome, string? Reason, int Passed, int Reroutes, double TravelSeconds,
        double? SavedSeconds, DateTimeOffset At) : EscortState;
}

/// <summary>What an escort was asked for.</summary>
/// <param name="EstimateSeconds">What the way that was found first would have taken without an escort.</param>
public sealed record EscortOrder(
    EscortClass Class, string Vehicle, string From, string To, double EstimateSeconds, string By, DateTimeOffset At);

/// <summary>A junction that is kept for an escort.</summary>
/// <param name="Leg">Index of the leg that ends there.</param>
/// <param name="Until">When the junction takes itself back.</param>
public sealed record PreparedJunction(int Leg, string Intersection, DateTimeOffset Until);

/// <summary>How an escort ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EscortOutcome>))]
public enum EscortOutcome
{
    [JsonStringEnumMemberName("arrived")]
    Arrived,

    [JsonStringEnumMemberName("stopped")]
    Stopped,

    [JsonStringEnumMemberName("given-up")]
    GivenUp,
}
