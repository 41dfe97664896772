using System.Text.Json.Serialization;
using static GridCity.Grains.Intersections.IntersectionCommand;
using static GridCity.Grains.Intersections.IntersectionEvent;

namespace GridCity.Grains.Intersections;

/// <summary>The stored shapes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Install))]
[JsonSerializable(typeof(Remove))]
[JsonSerializable(typeof(SetPlans))]
[JsonSerializable(typeof(SetMode))]
[JsonSerializable(typeof(ReleaseMode))]
[JsonSerializable(typeof(ExpireMode))]
[JsonSerializable(typeof(OpenLink))]
[JsonSerializable(typeof(NoteHealth))]
[JsonSerializable(typeof(NoteIncident))]
[JsonSerializable(typeof(NoteRoadClear))]
[JsonSerializable(typeof(NoteRepayment))]
[JsonSerializable(typeof(Installed))]
[JsonSerializable(typeof(Removed))]
[JsonSerializable(typeof(PlansSet))]
[JsonSerializable(typeof(ModeOrdered))]
[JsonSerializable(typeof(ModeReleased))]
[JsonSerializable(typeof(ModeExpired))]
[JsonSerializable(typeof(EscortWaits))]
[JsonSerializable(typeof(EscortLeft))]
[JsonSerializable(typeof(StreetRepaid))]
[JsonSerializable(typeof(IncidentOpened))]
[JsonSerializable(typeof(IncidentCleared))]
[JsonSerializable(typeof(LinkOpened))]
[JsonSerializable(typeof(LinkLost))]
[JsonSerializable(typeof(LinkSteady))]
[JsonSerializable(typeof(DetectorFailed))]
[JsonSerializable(typeof(DetectorRecovered))]
[JsonSerializable(typeof(NeighboursLost))]
[JsonSerializable(typeof(ControllerFailed))]
[JsonSerializable(typeof(ControllerRecovered))]
[JsonSerializable(typeof(FellBack))]
[JsonSerializable(typeof(Recovered))]
[JsonSerializable(typeof(IntersectionState))]
internal sealed partial class IntersectionJson : JsonSerializerContext;
