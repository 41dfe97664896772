using System.Text.Json.Serialization;
using static GridCity.Grains.Components.ComponentCommand;
using static GridCity.Grains.Components.ComponentEvent;

namespace GridCity.Grains.Components;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NoteCase))]
[JsonSerializable(typeof(EndCase))]
[JsonSerializable(typeof(CaseNoted))]
[JsonSerializable(typeof(CaseEnded))]
[JsonSerializable(typeof(ComponentState))]
internal sealed partial class ComponentJson : JsonSerializerContext;
