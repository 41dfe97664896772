using System.Text.Json.Serialization;
using static GridCity.Grains.Escorts.EscortCommand;
using static GridCity.Grains.Escorts.EscortEvent;

namespace GridCity.Grains.Escorts;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Move))]
[JsonSerializable(typeof(Reroute))]
[JsonSerializable(typeof(Stop))]
[JsonSerializable(typeof(GiveUp))]
[JsonSerializable(typeof(Requested))]
[JsonSerializable(typeof(JunctionPrepared))]
[JsonSerializable(typeof(JunctionPassed))]
[JsonSerializable(typeof(Seen))]
[JsonSerializable(typeof(TurnedOff))]
[JsonSerializable(typeof(Rerouted))]
[JsonSerializable(typeof(Arrived))]
[JsonSerializable(typeof(Stopped))]
[JsonSerializable(typeof(GivenUp))]
[JsonSerializable(typeof(EscortState))]
internal sealed partial class EscortJson : JsonSerializerContext;
