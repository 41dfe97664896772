namespace GridCity.Grains.Cases;

/// <summary>What happened to a case. <c>At</c> is database time of the decision.</summary>
public abstract record CaseEvent
{
    private CaseEvent() { }

    [StoredName("case.registered.v1")]
    public sealed record Registered(Report Report, DateTimeOffset At) : CaseEvent;

    [StoredName("case.filed.v1")]
    public sealed record Filed(string Standard, string? Note, DateTimeOffset At) : CaseEvent;

    [StoredName("case.voided.v1")]
    public sealed record Voided(string Reason, DateTimeOffset At) : CaseEvent;

    /// <param name="Dispatcher">Id of the person, who must not close the case.</param>
    /// <param name="DueAt">When handling is late, rework included.</param>
    [StoredName("case.dispatched.v1")]
    public sealed record Dispatched(
        string Department, string? Note, string Dispatcher, DateTimeOffset DueAt, DateTimeOffset At) : CaseEvent;

    /// <param name="Handler">Id of the person.</param>
    [StoredName("case.handling-started.v1")]
    public sealed record HandlingStarted(string Handler, DateTimeOffset At) : CaseEvent;

    /// <summary>The department says that it is done: its clock stops.</summary>
    [StoredName("case.feedback-given.v1")]
    public sealed record FeedbackGiven(string? Result, Sealed? SealedResult, DateTimeOffset At) : CaseEvent;

    /// <summary>The site was found in order.</summary>
    /// <param name="Checker">Id of the person.</param>
    [StoredName("case.checked.v1")]
    public sealed record Checked(string Checker, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The site was not in order: back to the department, whose clock runs on.</summary>
    /// <param name="Checker">Id of the person.</param>
    [StoredName("case.reworked.v1")]
    public sealed record Reworked(string Checker, string? Note, DateTimeOffset At) : CaseEvent;

    [StoredName("case.closed.v1")]
    public sealed record Closed(string Standard, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The time for handling ran out. Happens once per case.</summary>
    [StoredName("case.overdue.v1")]
    public sealed record WentOverdue(DateTimeOffset At) : CaseEvent;

    /// <summary>An inspector holds the task to check.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    [StoredName("case.inspector-assigned.v1")]
    public sealed record InspectorAssigned(string Inspector, DateTimeOffset At) : CaseEvent;

    /// <summary>Nobody holds the task to check; any inspector on duty may still check.</summary>
    [StoredName("case.inspector-missing.v1")]
    public sealed record InspectorMissing(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>An inspector got the task after the check was done, and is told to drop it.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    [StoredName("case.task-withdrawn.v1")]
    public sealed record TaskWithdrawn(string Inspector, int Round, DateTimeOffset At) : CaseEvent;
}
