using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridCity.Grains;

namespace GridCity.Runtime.Simulation.Workload.Couriers;

/// <summary>What a courier remembers.</summary>
/// <param name="Sent">Letters so far, by target.</param>
/// <param name="Clocks">When each clock that is wound will ring.</param>
internal sealed record CourierState(
    ImmutableSortedDictionary<string, int> Sent, ImmutableSortedDictionary<string, DateTimeOffset> Clocks)
{
    public static CourierState Initial { get; } = new(
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal));
}

/// <summary>
/// A grain kind made for the simulator: dense in mail, timers, refusals and failures, with events that let a checker
/// tell what was lost, doubled or out of order.
/// </summary>
internal static class CourierKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<CourierState, CourierCommand, CourierEvent> Kind { get; } =
        new("courier", CourierState.Initial, Courier.Decide, Courier.Evolve, new CourierJson(), SnapshotFormat);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CourierCommand.Post))]
[JsonSerializable(typeof(CourierCommand.Deliver))]
[JsonSerializable(typeof(CourierCommand.Wind))]
[JsonSerializable(typeof(CourierCommand.Ring))]
[JsonSerializable(typeof(CourierCommand.Stop))]
[JsonSerializable(typeof(CourierCommand.Fall))]
[JsonSerializable(typeof(CourierEvent.Posted))]
[JsonSerializable(typeof(CourierEvent.Received))]
[JsonSerializable(typeof(CourierEvent.Wound))]
[JsonSerializable(typeof(CourierEvent.Rang))]
[JsonSerializable(typeof(CourierEvent.Stopped))]
[JsonSerializable(typeof(CourierState))]
internal sealed partial class CourierJson : JsonSerializerContext;
