using GridCity.Grains.Cities;
using static GridCity.Grains.Cases.CaseCommand;

namespace GridCity.Grains.Cases;

/// <summary>What can be said of a command without knowing the case: whether it is well formed.</summary>
internal static class CaseAdmission
{
    public static Refusal? Malformed(CaseCommand command, City city) => command switch
    {
        Register c => Malformed(c.Report, city) ?? Kind(c.Report, isRecognised: false)
            ?? Sealed.Check(c.Intake, "intake", city.Limits.TextLengthMax),
        Detect c => Malformed(c.Report, city) ?? Kind(c.Report, isRecognised: false),
        Recognise c => Malformed(c.Report, city) ?? Kind(c.Report, isRecognised: true) ?? Malformed(c.Recognition, city),
        JudgeRecognition c => NoteOn(c.Real, c.Note, city),
        Merge c => Texts.Code(c.Into.Value, "into") ?? Reason(c.Reason, "reason", city),
        Unmerge c => Reason(c.Reason, "reason", city),
        Join c => Texts.Code(c.Parent.Value, "parent") ?? Note(c.Note, city),
        Leave c => Reason(c.Reason, "reason", city),
        Involve c => UnknownDepartment(c.Department, city) ?? Note(c.Note, city),
        Contribute c => Reason(c.Result, "result", city),
        Dismiss c => Texts.Code(c.Department, "department") ?? Reason(c.Reason, "reason", city),
        SelfHandle c => Malformed(c.Report, city) ?? Kind(c.Report, isRecognised: false) ?? Reason(c.Result, "result", city),
        Audit c => NoteOn(c.Passed, c.Note, city),
        Answer c => Reason(c.Text, "text", city),
        WantVerify c => Note(c.Note, city),
        Verify c => NoteOn(c.Found, c.Note, city),
        CaseCommand.File c => Texts.Code(c.Standard, "standard") ?? Note(c.Note, city),
        CaseCommand.Void c => Reason(c.Reason, "reason", city),
        Dispatch { Department: null } c => Note(c.Note, city),
        Dispatch c => UnknownDepartment(c.Department, city) ?? Note(c.Note, city),
        Feedback c => Malformed(c, city),
        Return c => Reason(c.Reason, "reason", city),
        Assign c => Texts.Code(c.Handler, "handler") ?? Note(c.Note, city),
        Unassign c => Reason(c.Reason, "reason", city),
        Confirm c => Note(c.Note, city),
        AskExtension c => Reason(c.Reason, "reason", city),
        ReviewExtension c => NoteOn(c.Supported, c.Note, city),
        DecideExtension c => NoteOn(c.Granted, c.Note, city),
        AskSuspension c => Reason(c.Reason, "reason", city),
        DecideSuspension c => NoteOn(c.Granted, c.Note, city),
        Resume c => Reason(c.Reason, "reason", city),
        Urge c => Note(c.Note, city),
        Transfer c => Malformed(c, city),
        Sense c => Reason(c.Text, "text", city),
        ReturnVisit c => Malformed(c, city),
        Supervise c => Reason(c.Reason, "reason", city),
        EndSupervision c => Note(c.Note, city),
        Contest c => Malformed(c, city),
        Check c => NoteOn(c.Confirmed, c.Note, city),
        Rehome c => Texts.Code(c.Cell, "cell"),
        Close c => Texts.Code(c.Standard, "standard") ?? Note(c.Note, city),
        _ => null,
    };

    private static Refusal? Malformed(Report report, City city) =>
        report is null ? CaseRefusals.NoReport
        : Texts.Code(report.Number, "number")
        ?? Texts.Code(report.Source, "source")
        ?? Texts.Code(report.Category, "category")
        ?? (city.Categories.ContainsKey(report.Category) ? null : CaseRefusals.UnknownCategory(report.Category))
        ?? Texts.Code(report.Cell, "cell")
        ?? Texts.Optional(report.Address, "address", city.Limits.TextLengthMax)
        ?? Sealed.Check(report.Description, "description", city.Limits.TextLengthMax)
        ?? Sealed.Check(report.Contact, "contact", Texts.CodeLengthMax)
        ?? Sealed.Check(report.CallerName, "callerName", Texts.CodeLengthMax)
        ?? Texts.OptionalCode(report.Reporter, "reporter")
        ?? Texts.OptionalCode(report.FollowCode, "followCode")
        ?? Texts.OptionalCode(report.Component, "component");

    private static Refusal? Kind(Report report, bool isRecognised) =>
        (report.Kind == SourceKind.Recognised) == isRecognised ? null : CaseRefusals.NotRecognised;

    private static Refusal? Malformed(Recognition recognition, City city)
    {
        if (recognition is null || recognition.Evidence.IsDefaultOrEmpty
            || recognition.Evidence.Length > city.Cases.EvidenceMax)
        {
            return CaseRefusals.EvidenceCount(city.Cases.EvidenceMax);
        }

        if (recognition.ConfidencePerMille is < 0 or > 1_000) return CaseRefusals.NoConfidence;
        return Texts.Code(recognition.Recogniser, "recogniser")
            ?? recognition.Evidence.Select(id => Texts.Code(id, "evidence")).FirstOrDefault(why => why is not null);
    }

    private static Refusal? Malformed(Feedback feedback, City city) =>
        (feedback.Result is null) == (feedback.SealedResult is null) ? CaseRefusals.OneResult
        : feedback.SealedResult is { } hidden ? Sealed.Check(hidden, "sealedResult", city.Limits.TextLengthMax)
        : Texts.Required(feedback.Result, "result", city.Limits.TextLengthMax);

    private static Refusal? Malformed(Contest contest, City city) =>
        (contest.Reason is null) == (contest.SealedReason is null) ? CaseRefusals.OneReason
        : contest.SealedReason is { } hidden ? Sealed.Check(hidden, "sealedReason", city.Limits.TextLengthMax)
        : Reason(contest.Reason, "reason", city);

    private static Refusal? Malformed(Transfer transfer, City city) =>
        (transfer.Line is null) == (transfer.Department is null) ? CaseRefusals.OneTarget
        : (transfer.Department is { } unit ? UnknownDepartment(unit, city) : Texts.Code(transfer.Line, "line"))
            ?? Note(transfer.Note, city);

    private static Refusal? Malformed(ReturnVisit visit, City city) =>
        visit.Reached ? visit.Satisfaction is >= 1 and <= 5
            ? Sealed.Check(visit.SealedContest, "contestReason", city.Limits.TextLengthMax) ?? Note(visit.Note, city)
            : CaseRefusals.NoSatisfaction
        : visit.Satisfaction != 0 || visit.SealedContest is not null ? CaseRefusals.NobodyReached
        : Note(visit.Note, city);

    private static Refusal? UnknownDepartment(string department, City city) =>
        Texts.Code(department, "department")
        ?? (city.Departments.ContainsKey(department) ? null : CaseRefusals.UnknownDepartment(department));

    /// <summary>A "no" says why.</summary>
    private static Refusal? NoteOn(bool yes, string? note, City city) =>
        yes ? Note(note, city) : Reason(note, "note", city);

    private static Refusal? Reason(string? text, string field, City city) =>
        Texts.Required(text, field, city.Limits.TextLengthMax);

    private static Refusal? Note(string? note, City city) => Texts.Optional(note, "note", city.Limits.TextLengthMax);
}
