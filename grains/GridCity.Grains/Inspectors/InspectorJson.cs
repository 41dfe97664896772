using System.Text.Json.Serialization;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;

namespace GridCity.Grains.Inspectors;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignOn))]
[JsonSerializable(typeof(SignOff))]
[JsonSerializable(typeof(Assign))]
[JsonSerializable(typeof(Finish))]
[JsonSerializable(typeof(SignedOn))]
[JsonSerializable(typeof(SignedOff))]
[JsonSerializable(typeof(TaskAssigned))]
[JsonSerializable(typeof(TaskDeclined))]
[JsonSerializable(typeof(TaskFinished))]
[JsonSerializable(typeof(TaskHandedBack))]
[JsonSerializable(typeof(InspectorState))]
internal sealed partial class InspectorJson : JsonSerializerContext;
