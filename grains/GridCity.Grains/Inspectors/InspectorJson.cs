using System.Text.Json.Serialization;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;

namespace GridCity.Grains.Inspectors;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignOn))]
[JsonSerializable(typeof(SignOff))]
[JsonSerializable(typeof(Relieve))]
[JsonSerializable(typeof(SignedOn))]
[JsonSerializable(typeof(SignedOff))]
[JsonSerializable(typeof(InspectorState))]
internal sealed partial class InspectorJson : JsonSerializerContext;
