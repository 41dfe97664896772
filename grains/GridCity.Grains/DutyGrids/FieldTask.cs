using System.Text.Json.Serialization;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.DutyGrids;

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

/// <summary>Where an inspector was seen.</summary>
/// <param name="AccuracyMetres">The position is right to so many metres, as the device says.</param>
/// <param name="At">When the device said so.</param>
public sealed record Sighting(Place Place, double AccuracyMetres, DateTimeOffset At)
{
    /// <summary>A position that may be anywhere in a city is none.</summary>
    public const double AccuracyMetresMax = 100_000;
}

/// <summary>Stable words for why nobody holds a task.</summary>
public static class DeclineReasons
{
    /// <summary>Who held it ended the shift; it waits for the next one.</summary>
    public const string ShiftEnded = "shift-ended";

    /// <summary>The duty grid has as many open tasks as it keeps.</summary>
    public const string TooManyTasks = "too-many-tasks";
}
