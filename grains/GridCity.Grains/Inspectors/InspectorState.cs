using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridCity.Grains.Cases;

namespace GridCity.Grains.Inspectors;

/// <summary>
/// Where one grid inspector stands in the working day. Folded from <see cref="InspectorEvent"/>s only.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(OffDuty), "off-duty")]
[JsonDerivedType(typeof(OnDuty), "on-duty")]
public abstract record InspectorState
{
    private InspectorState() { }

    /// <summary>What every inspector is before the first event.</summary>
    public static InspectorState Initial { get; } = new OffDuty();

    /// <summary>Not working: gets no tasks.</summary>
    public sealed record OffDuty : InspectorState;

    /// <summary>Working a duty grid.</summary>
    /// <param name="Grid">The duty grid signed on to.</param>
    /// <param name="Tasks">Tasks taken and not yet finished, oldest first; one per case.</param>
    public sealed record OnDuty(DutyGrid Grid, ImmutableArray<FieldTask> Tasks) : InspectorState
    {
        internal bool Holds(FieldTask task) => Tasks.Contains(task);

        internal OnDuty Without(CaseId @case) => this with { Tasks = Tasks.RemoveAll(task => task.Case == @case) };
    }
}

/// <summary>The code of a duty grid (责任网格): several unit cells walked by one inspector.</summary>
[JsonConverter(typeof(DutyGridJson))]
public readonly record struct DutyGrid(string Code);

/// <summary>A task to look at the site of a case.</summary>
/// <param name="Round">Tells the rounds of one case apart; each sort of task counts its own.</param>
public sealed record FieldTask(CaseId Case, int Round, FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing);

/// <summary>Neutral names: cities swap the two Chinese words, labels are configuration.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldTaskKind>))]
public enum FieldTaskKind
{
    /// <summary>Is the work done? (核查)</summary>
    [JsonStringEnumMemberName("check")]
    CheckBeforeClosing,

    /// <summary>Is it there as reported? (核实)</summary>
    [JsonStringEnumMemberName("verify")]
    VerifyBeforeFiling,
}

/// <summary>Stable words for why nobody holds a task.</summary>
public static class DeclineReasons
{
    public const string NoDutyInspector = "no-duty-inspector";
    public const string OffDuty = "off-duty";
    public const string TooManyTasks = "too-many-tasks";
    public const string ShiftEnded = "shift-ended";
}

internal sealed class DutyGridJson() : WrappedTextJson<DutyGrid>(text => new(text), grid => grid.Code);
