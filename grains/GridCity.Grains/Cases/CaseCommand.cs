using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Cases;

/// <summary>Everything that can be asked of a case. Who may ask it stands in <see cref="CaseWorkflow"/>.</summary>
public abstract record CaseCommand : IGrainCommand
{
    private CaseCommand() { }

    /// <summary>Take a report down: the case begins (上报).</summary>
    /// <param name="Intake">Answers to the fields of a line's own form, sealed; null for none.</param>
    [StoredName("case.register.v1")]
    public sealed record Register(Report Report, Proof? Proof = null, Sealed? Intake = null) : CaseCommand, IFoundingCommand;

    /// <summary>Take down what a machine saw in a picture; a person has to judge it.</summary>
    [StoredName("case.recognise.v1")]
    public sealed record Recognise(Report Report, Recognition Recognition) : CaseCommand, IFoundingCommand;

    /// <summary>Say whether the machine was right.</summary>
    /// <param name="Real">False: a false alarm, the case ends.</param>
    /// <param name="Note">Required with a false alarm.</param>
    [StoredName("case.judge-recognition.v1")]
    public sealed record JudgeRecognition(bool Real, string? Note = null) : CaseCommand;

    /// <summary>Take down what an inspector saw and put right at once (自行处置); it is audited later.</summary>
    /// <param name="Result">What was done, in plain words.</param>
    [StoredName("case.self-handle.v1")]
    public sealed record SelfHandle(Report Report, string Result, Proof? Proof = null) : CaseCommand, IFoundingCommand;

    /// <summary>Say whether what an inspector put right stands.</summary>
    /// <param name="Passed">False: the case goes to the clerks as if it had just been reported.</param>
    /// <param name="Note">Required when it did not pass.</param>
    [StoredName("case.audit.v1")]
    public sealed record Audit(bool Passed, string? Note = null) : CaseCommand;

    /// <summary>End it with an answer, where no department is needed.</summary>
    /// <param name="Text">What the reporter was told.</param>
    [StoredName("case.answer.v1")]
    public sealed record Answer(string Text) : CaseCommand;

    /// <summary>Have an inspector look before it is filed (核实).</summary>
    /// <param name="Note">What to look for.</param>
    [StoredName("case.want-verify.v1")]
    public sealed record WantVerify(string? Note = null) : CaseCommand;

    /// <summary>Say what was found on site before filing (核实).</summary>
    /// <param name="Found">True when it is there as reported.</param>
    /// <param name="Note">What was seen; required when it was not found.</param>
    [StoredName("case.verify.v1")]
    public sealed record Verify(bool Found, string? Note = null, Proof? Proof = null) : CaseCommand;

    /// <summary>It was reported before: the other case goes on for both, and keeps this reporter too.</summary>
    /// <param name="Reason">Why they are the same.</param>
    [StoredName("case.merge.v1")]
    public sealed record Merge(CaseId Into, string Reason) : CaseCommand;

    /// <summary>It was not the same after all.</summary>
    [StoredName("case.unmerge.v1")]
    public sealed record Unmerge(string Reason) : CaseCommand;

    /// <summary>Make it part of a mass event: it ends with its parent.</summary>
    [StoredName("case.join.v1")]
    public sealed record Join(CaseId Parent, string? Note = null) : CaseCommand;

    /// <summary>It has nothing to do with the mass event.</summary>
    [StoredName("case.leave.v1")]
    public sealed record Leave(string Reason) : CaseCommand;

    /// <summary>Accept it as the city's business (立案).</summary>
    /// <param name="Standard">Code of the filing standard that it meets.</param>
    /// <param name="Note">For those who come after.</param>
    [StoredName("case.file.v1")]
    public sealed record File(string Standard, string? Note = null) : CaseCommand;

    /// <summary>Drop it before filing (作废).</summary>
    /// <param name="Reason">Why it is not the city's business.</param>
    [StoredName("case.void.v1")]
    public sealed record Void(string Reason) : CaseCommand;

    /// <summary>
    /// Give it to a department (派遣); the clock starts. A case that nobody took on yet may so be given to another.
    /// </summary>
    /// <param name="Department">Code of a department of the city; null for the one that the city's rules say.</param>
    /// <param name="Note">For the department; why, when another one had it.</param>
    [StoredName("case.dispatch.v1")]
    public sealed record Dispatch(string? Department, string? Note = null) : CaseCommand;

    /// <summary>
    /// Hand it back to whom it came from (回退): handler to department, department to dispatcher, dispatcher to clerk;
    /// or work that is not good enough to whom did it (返工).
    /// </summary>
    /// <param name="Reason">Why.</param>
    [StoredName("case.return.v1")]
    public sealed record Return(string Reason) : CaseCommand;

    /// <summary>Give it to a handler of the department, whose result then has to be confirmed.</summary>
    /// <param name="Handler">Id of the person.</param>
    /// <param name="Note">For the handler.</param>
    [StoredName("case.assign.v1")]
    public sealed record Assign(string Handler, string? Note = null) : CaseCommand;

    /// <summary>Take it away from its handler.</summary>
    /// <param name="Reason">Why.</param>
    [StoredName("case.unassign.v1")]
    public sealed record Unassign(string Reason) : CaseCommand;

    /// <summary>Take the work on (处置).</summary>
    [StoredName("case.handle.v1")]
    public sealed record Handle : CaseCommand;

    /// <summary>Have another department help; the one that has the case leads (首接负责).</summary>
    /// <param name="Department">Code of a department of the city.</param>
    /// <param name="Note">What for.</param>
    [StoredName("case.involve.v1")]
    public sealed record Involve(string Department, string? Note = null) : CaseCommand;

    /// <summary>A department that helps says what it did: its part is done.</summary>
    [StoredName("case.contribute.v1")]
    public sealed record Contribute(string Result) : CaseCommand;

    /// <summary>Have a department help no more.</summary>
    [StoredName("case.dismiss.v1")]
    public sealed record Dismiss(string Department, string Reason) : CaseCommand;

    /// <summary>Say what was done (反馈): exactly one of the two texts.</summary>
    /// <param name="Result">In plain words.</param>
    /// <param name="SealedResult">When it speaks of a person.</param>
    [StoredName("case.feedback.v1")]
    public sealed record Feedback(
        string? Result = null, Sealed? SealedResult = null, Proof? Proof = null) : CaseCommand;

    /// <summary>The department stands by its handler's result.</summary>
    [StoredName("case.confirm.v1")]
    public sealed record Confirm(string? Note = null) : CaseCommand;

    /// <summary>Ask for the limit once more (延期). What a handler asks for the department reviews first.</summary>
    /// <param name="Reason">Why it takes longer.</param>
    [StoredName("case.ask-extension.v1")]
    public sealed record AskExtension(string Reason) : CaseCommand;

    /// <summary>The department's desk says whether it stands by what its handler asks for.</summary>
    /// <param name="Supported">False: refused, the dispatcher is not asked.</param>
    /// <param name="Note">Required with a refusal.</param>
    [StoredName("case.review-extension.v1")]
    public sealed record ReviewExtension(bool Supported, string? Note = null) : CaseCommand;

    /// <summary>Answer that; what waits for a review cannot be answered yet.</summary>
    /// <param name="Note">Required with a refusal.</param>
    [StoredName("case.decide-extension.v1")]
    public sealed record DecideExtension(bool Granted, string? Note = null) : CaseCommand;

    /// <summary>Ask for the clock to stand (挂账) until work is possible.</summary>
    /// <param name="Reason">What it waits for.</param>
    /// <param name="Until">When it goes on by itself; at most <see cref="CaseLimits.SuspensionDaysMax"/> ahead.</param>
    [StoredName("case.ask-suspension.v1")]
    public sealed record AskSuspension(string Reason, DateTimeOffset Until) : CaseCommand;

    /// <summary>Answer that.</summary>
    /// <param name="Note">Required with a refusal.</param>
    [StoredName("case.decide-suspension.v1")]
    public sealed record DecideSuspension(bool Granted, string? Note = null) : CaseCommand;

    /// <summary>End a suspension before its time.</summary>
    /// <param name="Reason">Why.</param>
    [StoredName("case.resume.v1")]
    public sealed record Resume(string Reason) : CaseCommand;

    /// <summary>Press whoever holds it (催办).</summary>
    [StoredName("case.urge.v1")]
    public sealed record Urge(string? Note = null) : CaseCommand;

    /// <summary>The hotline gives the caller's matter to another line or to a department (转办); where it stands stays.</summary>
    /// <param name="Line">Code of a line; exactly one of the two.</param>
    /// <param name="Department">Code of a department of the city.</param>
    [StoredName("case.transfer.v1")]
    public sealed record Transfer(string? Line = null, string? Department = null, string? Note = null) : CaseCommand;

    /// <summary>The hotline called the reporter back after the end (回访).</summary>
    /// <param name="Reached">False when nobody answered.</param>
    /// <param name="Satisfaction">1 to 5, 5 the best; 0 when nobody answered.</param>
    /// <param name="SealedContest">Why the reporter does not accept the end: it is contested at once; null when it stands.</param>
    [StoredName("case.return-visit.v1")]
    public sealed record ReturnVisit(
        bool Reached, int Satisfaction, string? Note = null, Sealed? SealedContest = null) : CaseCommand;

    /// <summary>Put it under a shift leader's eyes (督办).</summary>
    /// <param name="Reason">Why.</param>
    [StoredName("case.supervise.v1")]
    public sealed record Supervise(string Reason) : CaseCommand;

    /// <summary>Take it off again.</summary>
    [StoredName("case.end-supervision.v1")]
    public sealed record EndSupervision(string? Note = null) : CaseCommand;

    /// <summary>The reporter does not accept how it ended: it is open again.</summary>
    /// <param name="Reason">What is still wrong; exactly one of the two texts.</param>
    /// <param name="SealedReason">In the reporter's own words.</param>
    [StoredName("case.contest.v1")]
    public sealed record Contest(string? Reason = null, Sealed? SealedReason = null) : CaseCommand;

    /// <summary>Say what was found on site before closing (核查).</summary>
    /// <param name="Confirmed">True when the work is done; else it goes back as rework (返工).</param>
    /// <param name="Note">What was seen; required with rework.</param>
    [StoredName("case.check.v1")]
    public sealed record Check(bool Confirmed, string? Note = null, Proof? Proof = null) : CaseCommand;

    /// <summary>End it (结案).</summary>
    /// <param name="Standard">Code of the closing standard that it meets.</param>
    /// <param name="Note">For the record.</param>
    [StoredName("case.close.v1")]
    public sealed record Close(string Standard, string? Note = null) : CaseCommand;

    /// <summary>
    /// The city's ground or departments were divided anew: go to the cell and the duty grid that hold the place now, and
    /// back to the dispatchers from a department that is gone.
    /// </summary>
    /// <param name="Cell">Code of the cell that holds the place.</param>
    [StoredName("case.rehome.v1")]
    public sealed record Rehome(string Cell) : CaseCommand;

    /// <summary>From the case's own timer: the time for handling is over.</summary>
    [StoredName("case.report-overdue.v1")]
    public sealed record ReportOverdue : CaseCommand;

    /// <summary>From the case's own timer: the day that a suspension was granted until is there.</summary>
    [StoredName("case.end-suspension.v1")]
    public sealed record EndSuspension : CaseCommand;

    /// <summary>From another case: it hangs on this one from now on.</summary>
    /// <param name="Round">Comes back with a "no".</param>
    [StoredName("case.take-in.v1")]
    public sealed record TakeIn(LinkedCase Case, LinkKind Kind, int Round) : CaseCommand;

    /// <summary>From the case that this one was hung on: it cannot be.</summary>
    /// <param name="Reason">A stable word such as <c>ended</c>.</param>
    /// <param name="Round">The one that it was asked with.</param>
    [StoredName("case.take-in-declined.v1")]
    public sealed record TakeInDeclined(string Reason, int Round) : CaseCommand;

    /// <summary>From another case: it hangs on this one no more.</summary>
    [StoredName("case.let-go.v1")]
    public sealed record LetGo(CaseId Case) : CaseCommand;

    /// <summary>From the parent: it has ended.</summary>
    /// <param name="Standard">Code of the closing standard.</param>
    [StoredName("case.end-with-parent.v1")]
    public sealed record EndWithParent(CaseId Parent, string Standard) : CaseCommand;

    /// <summary>From the case's own timer: tell some more children that it has ended.</summary>
    [StoredName("case.tell-children.v1")]
    public sealed record TellChildren : CaseCommand;

    /// <summary>From a grain whose sensors found something: the case begins. One that is there already takes no notice.</summary>
    [StoredName("case.detect.v1")]
    public sealed record Detect(Report Report) : CaseCommand, IFoundingCommand;

    /// <summary>From a sensor that began the case: how the matter stands now. A case that has ended takes no notice.</summary>
    [StoredName("case.sense.v1")]
    public sealed record Sense(string Text) : CaseCommand;

    /// <summary>From a duty grid: an inspector holds the task to look at the site.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    /// <param name="Round">The round that the task was asked for with; each sort of task counts its own.</param>
    [StoredName("case.check-assigned.v1")]
    public sealed record CheckAssigned(
        string Inspector, int Round, FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing) : CaseCommand;

    /// <summary>From a duty grid: nobody holds the task to look at the site any more.</summary>
    /// <param name="Reason">One of <see cref="DeclineReasons"/>.</param>
    /// <param name="Round">The round that the task was asked for with.</param>
    [StoredName("case.check-declined.v1")]
    public sealed record CheckDeclined(
        string Reason, int Round, FieldTaskKind Kind = FieldTaskKind.CheckBeforeClosing) : CaseCommand;
}
