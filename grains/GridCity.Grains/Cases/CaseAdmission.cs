using GridCity.Grains.Cities;
using static GridCity.Grains.Cases.CaseCommand;

namespace GridCity.Grains.Cases;

/// <summary>What can be said of a command without knowing the case: whether it is well formed.</summary>
internal static class CaseAdmission
{
    public static Refusal? Malformed(CaseCommand command, City city) => command switch
    {
        Register c => Malformed(c.Report, city),
        CaseCommand.File c => Texts.Code(c.Standard, "standard") ?? Note(c.Note, city),
        CaseCommand.Void c => Texts.Required(c.Reason, "reason", city.Limits.TextLengthMax),
        Dispatch c => UnknownDepartment(c.Department, city) ?? Note(c.Note, city),
        Feedback c => Malformed(c, city),
        Check { Confirmed: false } c => Texts.Required(c.Note, "note", city.Limits.TextLengthMax),
        Check c => Note(c.Note, city),
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
        ?? Texts.OptionalCode(report.Reporter, "reporter")
        ?? Texts.OptionalCode(report.FollowCode, "followCode");

    private static Refusal? Malformed(Feedback feedback, City city) =>
        (feedback.Result is null) == (feedback.SealedResult is null) ? CaseRefusals.OneResult
        : feedback.SealedResult is { } hidden ? Sealed.Check(hidden, "sealedResult", city.Limits.TextLengthMax)
        : Texts.Required(feedback.Result, "result", city.Limits.TextLengthMax);

    private static Refusal? UnknownDepartment(string department, City city) =>
        Texts.Code(department, "department")
        ?? (city.Departments.ContainsKey(department) ? null : CaseRefusals.UnknownDepartment(department));

    private static Refusal? Note(string? note, City city) => Texts.Optional(note, "note", city.Limits.TextLengthMax);
}
