using System.Text.Json.Serialization;

namespace GridCity.Grains.Cases;

/// <summary>Where one case stands. Folded from <see cref="CaseEvent"/>s only; free texts stay in the journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Unregistered), CaseStages.Unregistered)]
[JsonDerivedType(typeof(Registered), CaseStages.Registered)]
[JsonDerivedType(typeof(Filed), CaseStages.Filed)]
[JsonDerivedType(typeof(Voided), CaseStages.Voided)]
[JsonDerivedType(typeof(Dispatched), CaseStages.Dispatched)]
[JsonDerivedType(typeof(Handling), CaseStages.Handling)]
[JsonDerivedType(typeof(AwaitingCheck), CaseStages.AwaitingCheck)]
[JsonDerivedType(typeof(Checked), CaseStages.Checked)]
[JsonDerivedType(typeof(Closed), CaseStages.Closed)]
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

    /// <summary>True once the time for handling ran out, whatever came later.</summary>
    [JsonIgnore]
    public bool Overdue => this is Tasked { Work.Overdue: true };

    /// <summary>When the present stage is late; null without a limit.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => this is Dispatched or Handling ? ((Tasked)this).Work.DueAt : null;

    /// <summary>When it ended; null while it is open.</summary>
    [JsonIgnore]
    public DateTimeOffset? ClosedAt => this is Voided or Closed ? ((Known)this).StageSince : null;

    /// <summary>Nothing is known of it.</summary>
    public sealed record Unregistered : CaseState;

    /// <summary>A case that exists.</summary>
    /// <param name="Ticket">What it is about.</param>
    /// <param name="StageSince">When the present stage began.</param>
    public abstract record Known(Ticket Ticket, DateTimeOffset StageSince) : CaseState;

    /// <summary>A case that a department was given.</summary>
    public abstract record Tasked(Ticket Ticket, DateTimeOffset StageSince, Work Work) : Known(Ticket, StageSince);

    /// <summary>The first clerk of the pool decides.</summary>
    public sealed record Registered(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>The dispatchers choose a department.</summary>
    public sealed record Filed(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>Ended without filing.</summary>
    public sealed record Voided(Ticket Ticket, DateTimeOffset StageSince) : Known(Ticket, StageSince);

    /// <summary>The department has it, nobody took it on yet.</summary>
    public sealed record Dispatched(Ticket Ticket, DateTimeOffset StageSince, Work Work)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>A handler is at it.</summary>
    /// <param name="Handler">Id of the person.</param>
    public sealed record Handling(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Handler)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>The department is done, an inspector has to look.</summary>
    /// <param name="Handler">Id of the person who did the work.</param>
    /// <param name="Inspector">Code of the inspector who holds the task; any may check while there is none.</param>
    public sealed record AwaitingCheck(
        Ticket Ticket, DateTimeOffset StageSince, Work Work, string Handler, string? Inspector)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>Found in order; a clerk may close.</summary>
    /// <param name="Checker">Id of the person who looked.</param>
    public sealed record Checked(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Checker)
        : Tasked(Ticket, StageSince, Work);

    /// <summary>Ended, done.</summary>
    /// <param name="Checker">Id of the person who looked.</param>
    public sealed record Closed(Ticket Ticket, DateTimeOffset StageSince, Work Work, string Checker)
        : Tasked(Ticket, StageSince, Work);
}

/// <summary>What a case is about.</summary>
/// <param name="Standard">Code of the filing standard, once filed.</param>
public sealed record Ticket(Report Report, DateTimeOffset RegisteredAt, string? Standard = null);

/// <summary>A department's task.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Dispatcher">Id of the person who dispatched.</param>
/// <param name="DueAt">When handling is late; rework does not move it.</param>
/// <param name="Overdue">True once it ran out.</param>
/// <param name="Reworks">Failed checks so far; also the number of the present round of checking.</param>
public sealed record Work(
    string Department,
    string Dispatcher,
    DateTimeOffset DispatchedAt,
    DateTimeOffset DueAt,
    bool Overdue = false,
    int Reworks = 0);
