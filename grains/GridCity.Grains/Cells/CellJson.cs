using System.Text.Json.Serialization;
using static GridCity.Grains.Cells.CellCommand;
using static GridCity.Grains.Cells.CellEvent;

namespace GridCity.Grains.Cells;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AppointInspector))]
[JsonSerializable(typeof(RelieveInspector))]
[JsonSerializable(typeof(NoteCase))]
[JsonSerializable(typeof(ForgetCase))]
[JsonSerializable(typeof(WantCheck))]
[JsonSerializable(typeof(InspectorAppointed))]
[JsonSerializable(typeof(InspectorRelieved))]
[JsonSerializable(typeof(CaseNoted))]
[JsonSerializable(typeof(CaseForgotten))]
[JsonSerializable(typeof(CheckWanted))]
[JsonSerializable(typeof(CellState))]
internal sealed partial class CellJson : JsonSerializerContext;
