using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using GridCity.Grains.Cases;
using GridCity.Protos.Type.V1;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections;

namespace GridCity.Silo.Edges;

/// <summary>Cases as messages.</summary>
internal static class CaseMessages
{
    /// <summary>The range of google.protobuf.Timestamp.</summary>
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;
    private const int NanosMax = 1_000_000_000;

    private static readonly FrozenDictionary<string, Stage> Stages = new Dictionary<string, Stage>
    {
        [CaseStages.Registered] = Stage.Registered,
        [CaseStages.Filed] = Stage.Filed,
        [CaseStages.Dispatched] = Stage.Dispatched,
        [CaseStages.Handling] = Stage.Handling,
        [CaseStages.AwaitingCheck] = Stage.AwaitingCheck,
        [CaseStages.Checked] = Stage.Checked,
        [CaseStages.Closed] = Stage.Closed,
        [CaseStages.Voided] = Stage.Voided,
        [CaseStages.Recognised] = Stage.Recognised,
        [CaseStages.Verifying] = Stage.Verifying,
        [CaseStages.ReturnedToClerk] = Stage.ReturnedToClerk,
        [CaseStages.ReturnedToDispatcher] = Stage.ReturnedToDispatcher,
        [CaseStages.AwaitingConfirmation] = Stage.AwaitingConfirmation,
        [CaseStages.Suspended] = Stage.Suspended,
        [CaseStages.AwaitingAudit] = Stage.AwaitingAudit,
        [CaseStages.Joined] = Stage.Joined,
        [CaseStages.Answered] = Stage.Answered,
        [CaseStages.Merged] = Stage.Merged,
    }.ToFrozenDictionary();

    /// <summary>A stage's name in the other direction.</summary>
    public static string? StageName(Stage stage) =>
        stage == Stage.Unspecified ? null : Stages.First(entry => entry.Value == stage).Key;

    public static Stage StageOf(string name) => Stages.GetValueOrDefault(name, Stage.Unspecified);

    public static bool IsStage(Stage stage) => stage == Stage.Unspecified || Stages.Any(entry => entry.Value == stage);

    /// <summary>A line of a list from the row.</summary>
    public static CaseSummary Summary(CaseRow row) =>
        new()
        {
            CaseId = row.Id,
            Number = row.Number,
            Version = row.Version,
            Stage = StageOf(row.Stage),
            Cell = row.Cell,
            Category = row.Category,
            Department = row.Department,
            Holder = row.Holder,
            Source = row.Source,
            Overdue = row.Overdue,
            RegisteredAt = Moment(row.RegisteredAt),
            StageSince = Moment(row.StageSince),
            DueAt = Moment(row.DueAt),
            ClosedAt = Moment(row.ClosedAt),
        };

    /// <summary>The same line from the grain's state, which is newer than any row.</summary>
    public static CaseSummary Summary(CaseId id, long version, CaseState.Known state) =>
        new()
        {
            CaseId = id.Value,
            Number = state.Ticket.Report.Number,
            Version = version,
            Stage = StageOf(state.Stage),
            Cell = state.Ticket.Report.Cell,
            Category = state.Ticket.Report.Category,
            Department = state.Department,
            Holder = state.Holder,
            Source = state.Ticket.Report.Source,
            Overdue = state.Overdue,
            RegisteredAt = Moment(state.Ticket.RegisteredAt),
            StageSince = Moment(state.StageSince),
            DueAt = Moment(state.DueAt),
            ClosedAt = Moment(state.ClosedAt),
        };

    public static TimelineEntry Entry(JournalEvent happened)
    {
        var entry = new TimelineEntry
        {
            Version = happened.Version,
            Event = happened.Name,
            RecordedAt = Moment(happened.RecordedAt),
            Actor = happened.Actor,
        };
        if (happened.Json.Span.IndexOf("\"proof\""u8) < 0 || Proof.Of(CaseDetails.Read(happened)) is not { } proof) return entry;
        if (!proof.Photos.IsDefault) entry.Photos.AddRange(proof.Photos);
        (entry.HappenedAt, entry.ClockAheadSeconds) = (Moment(proof.HappenedAt), proof.ClockAheadSeconds);
        if (proof.HeadingDegrees is { } heading) entry.HeadingDegrees = heading;
        return entry;
    }

    /// <summary>A moment that a request must name.</summary>
    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT: missing, or out of a calendar's range.</exception>
    public static DateTimeOffset Moment(Timestamp? moment, string field)
    {
        if (moment is null) throw Statuses.Invalid(field, "is missing.");
        var isMoment = moment.Seconds is >= SecondsMin and <= SecondsMax && moment.Nanos is >= 0 and < NanosMax;
        return isMoment ? moment.ToDateTimeOffset() : throw Statuses.Invalid(field, "is no moment of the years 1 to 9999.");
    }

    public static Timestamp? Moment(DateTimeOffset? moment) => moment is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
