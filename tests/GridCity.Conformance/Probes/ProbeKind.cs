using System.Text.Json.Serialization;
using GridCity.Grains;
using static GridCity.Conformance.Probes.ProbeCommand;
using static GridCity.Conformance.Probes.ProbeEvent;

namespace GridCity.Conformance.Probes;

/// <summary>The probe as an engine runs it.</summary>
public static class ProbeKind
{
    public static GrainKind<ProbeState, ProbeCommand, ProbeEvent> Kind { get; } =
        new("probe", ProbeState.Initial, Probe.Decide, Probe.Evolve, ProbeJson.Default, snapshotFormat: 1);

    /// <summary>The kind of a probe, and of every real grain.</summary>
    public static GrainKind Of(GrainId grain) => grain.Is(Kind.Name) ? Kind : GrainKinds.Of(grain);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Add))]
[JsonSerializable(typeof(AddWithin))]
[JsonSerializable(typeof(Settle))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Throw))]
[JsonSerializable(typeof(Post))]
[JsonSerializable(typeof(Receive))]
[JsonSerializable(typeof(ProbeCommand.Set))]
[JsonSerializable(typeof(Cancel))]
[JsonSerializable(typeof(Ring))]
[JsonSerializable(typeof(Added))]
[JsonSerializable(typeof(Noted))]
[JsonSerializable(typeof(Posted))]
[JsonSerializable(typeof(Received))]
[JsonSerializable(typeof(AlarmSet))]
[JsonSerializable(typeof(AlarmCancelled))]
[JsonSerializable(typeof(Rang))]
[JsonSerializable(typeof(ProbeState))]
internal sealed partial class ProbeJson : JsonSerializerContext;
