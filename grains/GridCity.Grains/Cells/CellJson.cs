using System.Text.Json.Serialization;
using static GridCity.Grains.Cells.CellCommand;
using static GridCity.Grains.Cells.CellEvent;

namespace GridCity.Grains.Cells;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NoteCase))]
[JsonSerializable(typeof(ForgetCase))]
[JsonSerializable(typeof(CaseNoted))]
[JsonSerializable(typeof(CaseForgotten))]
[JsonSerializable(typeof(CellState))]
internal sealed partial class CellJson : JsonSerializerContext;
