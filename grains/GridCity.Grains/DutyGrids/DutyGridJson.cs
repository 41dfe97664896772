using System.Text.Json.Serialization;
using static GridCity.Grains.DutyGrids.DutyGridCommand;
using static GridCity.Grains.DutyGrids.DutyGridEvent;

namespace GridCity.Grains.DutyGrids;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Cover))]
[JsonSerializable(typeof(Appoint))]
[JsonSerializable(typeof(Enter))]
[JsonSerializable(typeof(Leave))]
[JsonSerializable(typeof(WantTask))]
[JsonSerializable(typeof(DropTask))]
[JsonSerializable(typeof(CellsSet))]
[JsonSerializable(typeof(InspectorsAppointed))]
[JsonSerializable(typeof(InspectorCame))]
[JsonSerializable(typeof(InspectorLeft))]
[JsonSerializable(typeof(TaskWanted))]
[JsonSerializable(typeof(TaskGiven))]
[JsonSerializable(typeof(TaskDropped))]
[JsonSerializable(typeof(TaskTurnedAway))]
[JsonSerializable(typeof(DutyGridState))]
internal sealed partial class DutyGridJson : JsonSerializerContext;
