using System.Text.Json.Serialization;
using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Cases;

/// <summary>Where one case stands. Folded from <see cref="CaseEvent"/>s only; free texts stay in the journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Unregistered), CaseStages.Unregistered)]
[JsonDerivedType(typeof(Recognised), CaseStages.Recognised)]
[JsonDerivedType(typeof(Registered), CaseStages.Registered)]
[JsonDerivedType(typeof(Verifying), CaseStages.Verifying)]
[JsonDerivedType(typeof(ReturnedToClerk), CaseStages.ReturnedToClerk)]
[JsonDerivedType(typeof(Filed), CaseStages.Filed)]
[JsonDerivedType(typeof(ReturnedToDispatcher), CaseStages.ReturnedToDispatcher)]
[JsonDerivedType(typeof(Dispatched), CaseStages.Dispatched)]
[JsonDerivedType(typeof(Handling), CaseStages.Handling)]
[JsonDerivedType(typeof(AwaitingConfirmation), CaseStages.AwaitingConfirmation)]
[JsonDerivedType(typeof(Suspended), CaseStages.Suspended)]
[JsonDerivedType(typeof(AwaitingCheck), CaseStages.AwaitingCheck)]
[JsonDerivedType(typeof(Checked), CaseStages.Checked)]
[JsonDerivedType(typeof(AwaitingAudit), CaseStages.AwaitingAudit)]
[JsonDerivedType(typeof(Closed), CaseStages.Closed)]
[JsonDerivedType(typeof(Answered), CaseStages.Answered)]
[JsonDerivedType(typeof(Voided), CaseStages.Voided)]
[JsonDerivedType(typeof(Merged), CaseStages.Merged)]
[JsonDerivedType(typeof(Joined), CaseStages.Joined)]
public abstract record CaseState
{
    private CaseState() { }

    /// <summary>What every case is before the first event.</summary>
    public static CaseState Initial { get; } = new Unregistered();

    /// <summary>Stable name of the stage, one of <see cref="CaseStages"/>.</summary>
    [JsonIgnore]
    public string Stage => CaseReading.Stage(this);

    /// <summary>Who has to act: one of <see cref="CaseHolders"/>, a department's or an inspector's code.</summary>
    [JsonIgnore]
    public string Holder => CaseReading.Holder(this);

    /// <summary>Code of the department that has or had the work; empty while none has it.</summary>
    [JsonIgnore]
    public string Department => CaseReading.Work(this)?.Department ?? "";

    /// <summary>True once the time for handling ran out, whatever came later.</summary>
    [JsonIgnore]
    public bool Overdue => CaseReading.Overdue(this);

    /// <summary>When the present stage is late; null without a limit.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt =>
        this is Dispatched or Handling or AwaitingConfirmation ? ((Tasked)this).Work.DueAt : null;

    /// <summary>When it ended; null while it is open.</summary>
    [JsonIgnore]
    public DateTimeOffset? ClosedAt => this is Voided or Answered or Closed or Merged ? ((Known)this).StageSince : null;

    /// <summary>Nothing is known of it.</summary>
    public sealed record Unregistered : CaseState;

    /// <summary>A case that exists.</summary>
    /// <param name="Ticket">What it is about.</param>
    /// <param name="StageSince">When the present stage began.</param>
    public abstract record Known(Ticket Ticket, DateTimeOffset StageSince) : CaseState
    {
        /// <summary>True for the department that has or last had the case, and for those that help it.</summary>
        public bool Concerns(string department) => CaseReading.Concerns(this, department);
    }

    /// <summary>A case that a department has.</summary>
    public abstract record Tasked(Ticket Ticket, DateTimeOffset StageSince, Work Work) : Known(Ticket, StageSince);

    /// <summary>A machine saw it, a person has to say whether it is so.</summary>
    public sealed record Recognised(Ticket Ticket, DateTimeOffset StageSince, Recognition Recognition)
        : Known(Ticket, StageSince);

    /// <summary>The first clerk of the pool decides.</summary>
    public sealed record Registered(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>An inspector has to look before it is filed.</summary>
    /// <param name="Inspector">Code of the inspector who holds the task; any may look while there is none.</param>
    /// <param name="Grid">The duty grid that was asked to look; null where the ground belongs to none.</param>
    public sealed record Verifying(
        Ticket Ticket, DateTimeOffset StageSince, string? Inspector, DutyGridId? Grid = null)
        : Known(Ticket, StageSince);

    /// <summary>Came back to the clerks: only what puts it right is open.</summary>
    public sealed record ReturnedToClerk(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>The dispatchers choose a department.</summary>
    public sealed record Filed(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>Came back to the dispatchers: only what puts it right is open.</summary>
    public sealed record ReturnedToDispatcher(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>Ended without filing.</summary>
    public sealed record Voided(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>Ended with an answer.</summary>
    public sealed record Answered(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>Ended as a case of its own: the same thing was reported before.</summary>
    /// <param name="Into">The case that goes on for both.</param>
    public sealed record Merged(Ticket Ticket, DateTimeOffset StageSince, CaseId Into) : Known(Ticket, StageSince);

    /// <summary>Waits for the end of the case that it is part of.</summary>
    public sealed record Joined(Ticket Ticket, DateTimeOffset StageSince, CaseId Parent) : Known(Ticket, StageSince);

    /// <summary>An inspector put it right; somebody else has to look at that.</summary>
    /// <param name="Inspector">Id of the person.</param>
    public sealed record AwaitingAudit(Ticket Ticket, DateTimeOffset StageSince, string Inspector)
        : Known(Ticket, StageSince);

    /// <summary>The department has it, nobody took it on yet.</summary>
    public sealed record Dispatched(Ticket Ticket, DateTimeOffset StageSince, Work Work)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>A handler is at it.</summary>
    /// <param name="Handler">Id of the person.</param>
    public sealed record Handling(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Handler)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>The handler is done, the department's desk has to stand by it.</summary>
    /// <param name="Handler">Id of the person.</param>
    public sealed record AwaitingConfirmation(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Handler)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>The clock stands, nothing is handled.</summary>
    /// <param name="Until">When it goes on by itself.</param>
    /// <param name="Handler">Id of the person who was at it, if one was.</param>
    public sealed record Suspended(
        Ticket Ticket, DateTimeOffset StageSince, Work Work, DateTimeOffset Until, string? Handler)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>The department is done, an inspector has to look.</summary>
    /// <param name="Handler">Id of the person who did the work; null when the closure was contested.</param>
    /// <param name="Inspector">Code of the inspector who holds the task; any may check while there is none.</param>
    /// <param name="Grid">The duty grid that was asked to look; null where the ground belongs to none.</param>
    public sealed record AwaitingCheck(
        Ticket Ticket, DateTimeOffset StageSince, Work Work, string? Handler, string? Inspector, DutyGridId? Grid = null)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>Found in order; a clerk may close.</summary>
    /// <param name="Checker">Id of the person who looked.</param>
    public sealed record Checked(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Checker)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>Ended, done.</summary>
    /// <param name="Work">What a department did; null when none was needed.</param>
    /// <param name="Checker">Id of the person who looked, or of the parent that it ended with.</param>
    public sealed record Closed(Ticket Ticket, DateTimeOffset StageSince, Work? Work, string Checker)
        : Known(Ticket, StageSince);
}
