using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Cases;

/// <summary>What happened to a case. <c>At</c> is database time of the decision.</summary>
public abstract record CaseEvent
{
    private CaseEvent() { }

    [StoredName("case.registered.v1")]
    public sealed record Registered(
        Report Report, DateTimeOffset At, Proof? Proof = null, Sealed? Intake = null) : CaseEvent;

    /// <summary>A machine saw it in a picture; a person has to judge.</summary>
    [StoredName("case.recognised.v1")]
    public sealed record Recognised(Report Report, Recognition Recognition, DateTimeOffset At) : CaseEvent;

    /// <summary>A person says that the machine was right.</summary>
    [StoredName("case.recognition-confirmed.v1")]
    public sealed record RecognitionConfirmed(string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>A false alarm: the case ends.</summary>
    [StoredName("case.recognition-rejected.v1")]
    public sealed record RecognitionRejected(string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>Ended as a case of its own.</summary>
    /// <param name="Into">The case that goes on for both.</param>
    /// <param name="Round">Tells late answers of that case apart.</param>
    [StoredName("case.merged.v1")]
    public sealed record Merged(CaseId Into, string Reason, int Round, DateTimeOffset At) : CaseEvent;

    /// <summary>The other case could not take it: open again.</summary>
    /// <param name="Reason">A stable word such as <c>ended</c>.</param>
    [StoredName("case.merge-declined.v1")]
    public sealed record MergeDeclined(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>Open again.</summary>
    [StoredName("case.unmerged.v1")]
    public sealed record Unmerged(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>Waits for the parent's end from now on.</summary>
    /// <param name="Round">Tells late answers of that case apart.</param>
    [StoredName("case.joined.v1")]
    public sealed record Joined(CaseId Parent, string? Note, int Round, DateTimeOffset At) : CaseEvent;

    /// <summary>The parent could not take it.</summary>
    /// <param name="Reason">A stable word such as <c>ended</c>.</param>
    [StoredName("case.join-declined.v1")]
    public sealed record JoinDeclined(string Reason, DateTimeOffset At) : CaseEvent;

    [StoredName("case.left.v1")]
    public sealed record Left(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>Ended, because its parent did.</summary>
    [StoredName("case.closed-with-parent.v1")]
    public sealed record ClosedWithParent(CaseId Parent, string Standard, DateTimeOffset At) : CaseEvent;

    /// <summary>Another case hangs on this one.</summary>
    [StoredName("case.taken-in.v1")]
    public sealed record TakenIn(LinkedCase Case, LinkKind Kind, DateTimeOffset At) : CaseEvent;

    /// <summary>Another case wanted to and could not; it is told.</summary>
    /// <param name="Reason">A stable word such as <c>ended</c>.</param>
    [StoredName("case.take-in-refused.v1")]
    public sealed record TakeInRefused(CaseId Case, string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>Another case hangs on this one no more.</summary>
    [StoredName("case.released.v1")]
    public sealed record Released(CaseId Case, DateTimeOffset At) : CaseEvent;

    /// <summary>Some children were told that this case has ended.</summary>
    /// <param name="Count">How many.</param>
    [StoredName("case.children-told.v1")]
    public sealed record ChildrenTold(int Count, DateTimeOffset At) : CaseEvent;

    /// <summary>An inspector saw it and put it right at once.</summary>
    /// <param name="Inspector">Id of the person.</param>
    [StoredName("case.self-handled.v1")]
    public sealed record SelfHandled(
        Report Report, string Result, string Inspector, DateTimeOffset At, Proof? Proof = null) : CaseEvent;

    /// <summary>What the inspector did stands: the case ends.</summary>
    /// <param name="Auditor">Id of the person.</param>
    [StoredName("case.audit-passed.v1")]
    public sealed record AuditPassed(string Auditor, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>It does not stand: the clerks decide as on a new report.</summary>
    /// <param name="Auditor">Id of the person.</param>
    [StoredName("case.audit-failed.v1")]
    public sealed record AuditFailed(string Auditor, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>Ended with an answer, no department was needed.</summary>
    [StoredName("case.answered.v1")]
    public sealed record Answered(string Answer, DateTimeOffset At) : CaseEvent;

    /// <summary>Someone has to look before it is filed.</summary>
    /// <param name="Round">Tells the rounds of verifying apart, from 1.</param>
    /// <param name="Grid">The duty grid that was asked; null where the ground belongs to none.</param>
    [StoredName("case.verify-wanted.v1")]
    public sealed record VerifyWanted(string? Note, int Round, DateTimeOffset At, DutyGridId? Grid = null) : CaseEvent;

    /// <param name="Found">True when it was there as reported.</param>
    /// <param name="Verifier">Id of the person.</param>
    [StoredName("case.verified.v1")]
    public sealed record Verified(
        bool Found, string Verifier, string? Note, DateTimeOffset At, Proof? Proof = null) : CaseEvent;

    [StoredName("case.filed.v1")]
    public sealed record Filed(string Standard, string? Note, DateTimeOffset At) : CaseEvent;

    [StoredName("case.voided.v1")]
    public sealed record Voided(string Reason, DateTimeOffset At) : CaseEvent;

    /// <param name="Dispatcher">Id of the person, who must not close the case; <c>rules</c> when nobody did it.</param>
    /// <param name="DueAt">When handling is late, rework included.</param>
    /// <param name="Again">True when another department had it before.</param>
    /// <param name="Rule">Code of the rule that chose the department; absent when a person did.</param>
    [StoredName("case.dispatched.v1")]
    public sealed record Dispatched(
        string Department,
        string? Note,
        string Dispatcher,
        DateTimeOffset DueAt,
        DateTimeOffset At,
        bool Again = false,
        string? Rule = null) : CaseEvent;

    /// <summary>Not for this command centre: the clerks put it right.</summary>
    [StoredName("case.returned-to-clerk.v1")]
    public sealed record ReturnedToClerk(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>Not for this department: the dispatchers put it right.</summary>
    /// <param name="First">True when it was the first department that the case was given to.</param>
    [StoredName("case.returned-to-dispatcher.v1")]
    public sealed record ReturnedToDispatcher(string Reason, bool First, DateTimeOffset At) : CaseEvent;

    /// <summary>The handler gave it back, or the department took it away; it waits for another.</summary>
    [StoredName("case.returned-to-department.v1")]
    public sealed record ReturnedToDepartment(string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>The department does not stand by the result: the handler goes on.</summary>
    [StoredName("case.returned-to-handler.v1")]
    public sealed record ReturnedToHandler(string Reason, DateTimeOffset At) : CaseEvent;

    /// <param name="Handler">Id of the person.</param>
    [StoredName("case.assigned.v1")]
    public sealed record Assigned(string Handler, string? Note, DateTimeOffset At) : CaseEvent;

    /// <param name="Handler">Id of the person.</param>
    [StoredName("case.handling-started.v1")]
    public sealed record HandlingStarted(string Handler, DateTimeOffset At) : CaseEvent;

    /// <summary>Another department helps.</summary>
    [StoredName("case.partner-involved.v1")]
    public sealed record PartnerInvolved(string Department, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>A department that helps is done with its part.</summary>
    [StoredName("case.partner-done.v1")]
    public sealed record PartnerDone(string Department, string Result, DateTimeOffset At) : CaseEvent;

    /// <summary>A department helps no more.</summary>
    [StoredName("case.partner-dismissed.v1")]
    public sealed record PartnerDismissed(string Department, string Reason, DateTimeOffset At) : CaseEvent;

    /// <summary>
    /// The work is said to be done. The department's clock stops, unless its desk assigned the handler and has to confirm.
    /// </summary>
    /// <param name="Grid">The duty grid that was asked to check; null where none was.</param>
    [StoredName("case.feedback-given.v1")]
    public sealed record FeedbackGiven(
        string? Result, Sealed? SealedResult, DateTimeOffset At, DutyGridId? Grid = null, Proof? Proof = null) : CaseEvent;

    /// <summary>The department stands by its handler's result: its clock stops.</summary>
    /// <param name="Grid">The duty grid that was asked to check; null where the ground belongs to none.</param>
    [StoredName("case.feedback-confirmed.v1")]
    public sealed record FeedbackConfirmed(string? Note, DateTimeOffset At, DutyGridId? Grid = null) : CaseEvent;

    /// <param name="ToReview">True when a handler asks: the department's desk has to stand by it.</param>
    [StoredName("case.extension-asked.v1")]
    public sealed record ExtensionAsked(string Reason, DateTimeOffset At, bool ToReview = false) : CaseEvent;

    /// <summary>The department stands by what its handler asked for: the dispatcher decides.</summary>
    [StoredName("case.extension-reviewed.v1")]
    public sealed record ExtensionReviewed(string? Note, DateTimeOffset At) : CaseEvent;

    /// <param name="DueAt">The deadline from now on: the first limit once more.</param>
    [StoredName("case.extension-granted.v1")]
    public sealed record ExtensionGranted(DateTimeOffset DueAt, string? Note, DateTimeOffset At) : CaseEvent;

    [StoredName("case.extension-refused.v1")]
    public sealed record ExtensionRefused(string? Note, DateTimeOffset At) : CaseEvent;

    [StoredName("case.suspension-asked.v1")]
    public sealed record SuspensionAsked(string Reason, DateTimeOffset Until, DateTimeOffset At) : CaseEvent;

    [StoredName("case.suspension-refused.v1")]
    public sealed record SuspensionRefused(string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The clock stands.</summary>
    /// <param name="Until">When it goes on by itself.</param>
    [StoredName("case.suspended.v1")]
    public sealed record Suspended(DateTimeOffset Until, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The clock goes on where it stood.</summary>
    /// <param name="DueAt">The deadline from now on: later by as long as the clock stood.</param>
    /// <param name="Reason">Absent when the time was over.</param>
    [StoredName("case.resumed.v1")]
    public sealed record Resumed(DateTimeOffset DueAt, string? Reason, DateTimeOffset At) : CaseEvent;

    [StoredName("case.urged.v1")]
    public sealed record Urged(string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The hotline gave the caller's matter to somebody else too. Changes nothing in the case.</summary>
    [StoredName("case.transferred.v1")]
    public sealed record Transferred(string? Line, string? Department, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The hotline called the reporter back. Changes nothing in the case.</summary>
    [StoredName("case.visited.v1")]
    public sealed record Visited(bool Reached, int Satisfaction, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The sensor that began the case said how the matter stands now. Changes nothing in the case.</summary>
    [StoredName("case.sensed.v1")]
    public sealed record Sensed(string Text, DateTimeOffset At) : CaseEvent;

    /// <param name="Supervisor">Id of the person.</param>
    [StoredName("case.supervision-began.v1")]
    public sealed record SupervisionBegan(string Supervisor, string Reason, DateTimeOffset At) : CaseEvent;

    [StoredName("case.supervision-ended.v1")]
    public sealed record SupervisionEnded(string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>The site was found in order.</summary>
    /// <param name="Checker">Id of the person.</param>
    [StoredName("case.checked.v1")]
    public sealed record Checked(string Checker, string? Note, DateTimeOffset At, Proof? Proof = null) : CaseEvent;

    /// <summary>The site was not in order: back to the department, whose clock runs on.</summary>
    /// <param name="Checker">Id of the person.</param>
    [StoredName("case.reworked.v1")]
    public sealed record Reworked(string Checker, string? Note, DateTimeOffset At, Proof? Proof = null) : CaseEvent;

    [StoredName("case.closed.v1")]
    public sealed record Closed(string Standard, string? Note, DateTimeOffset At) : CaseEvent;

    /// <summary>
    /// The reporter does not accept the end: the case is open again. Handled work is checked anew, all else is the
    /// clerks' to put right.
    /// </summary>
    /// <param name="DueAt">The department's deadline from now on: the clock stood while the case was closed.</param>
    /// <param name="Grid">The duty grid that was asked to check; null where none was.</param>
    [StoredName("case.contested.v1")]
    public sealed record Contested(
        string? Reason, DateTimeOffset? DueAt, DateTimeOffset At, DutyGridId? Grid = null, Sealed? SealedReason = null)
        : CaseEvent;

    /// <summary>The time for handling ran out. Happens once per case.</summary>
    [StoredName("case.overdue.v1")]
    public sealed record WentOverdue(DateTimeOffset At) : CaseEvent;

    /// <summary>The ground was divided anew under an open case.</summary>
    /// <param name="From">Code of the cell that held it before.</param>
    /// <param name="Cell">Code of the cell that holds it now; the same when only the duty grid is another.</param>
    /// <param name="Grid">The duty grid that is to look at its site now; null when none has to, or the ground has none.</param>
    [StoredName("case.rehomed.v1")]
    public sealed record Rehomed(string From, string Cell, DateTimeOffset At, DutyGridId? Grid = null) : CaseEvent;

    /// <summary>An inspector holds the task to look at the site.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    [StoredName("case.inspector-assigned.v1")]
    public sealed record InspectorAssigned(string Inspector, DateTimeOffset At) : CaseEvent;

    /// <summary>Nobody holds the task to look at the site; any inspector may still do it.</summary>
    [StoredName("case.inspector-missing.v1")]
    public sealed record InspectorMissing(string Reason, DateTimeOffset At) : CaseEvent;
}
