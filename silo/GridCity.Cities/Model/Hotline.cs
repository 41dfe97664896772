using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>A line 热线 that people call, such as 12345.</summary>
/// <param name="Code">What is dialled; the source of the cases that it takes in.</param>
/// <param name="Rights">What its agents may do for a caller, of <see cref="HotlineRights"/>.</param>
/// <param name="Categories">Codes of categories or groups that it may register; none for all.</param>
/// <param name="Urgency">Of <see cref="StandardUrgency"/>; calls to an urgent line go before others.</param>
public sealed record Hotline(
    string Code, LocalText Name, ImmutableArray<string> Rights, ImmutableArray<string> Categories, string Urgency);

/// <summary>One field of the form that an agent of a line fills in.</summary>
/// <param name="Line">Code of the line.</param>
/// <param name="Field">One of <see cref="ReportFields"/>, or a code of the form's own.</param>
/// <param name="Type">Of <see cref="FormFieldType"/>.</param>
/// <param name="IsRequired">True when nothing is registered without it.</param>
/// <param name="Choices">What can be chosen, for a choice; else none.</param>
/// <param name="Min">Least number, or fewest characters.</param>
/// <param name="Max">Greatest number, or most characters.</param>
public sealed record HotlineField(
    string Line, string Field, LocalText Name, string Type, bool IsRequired, ImmutableArray<string> Choices, int? Min, int? Max);

/// <summary>What the agents of a line may do for a caller.</summary>
public static class HotlineRights
{
    /// <summary>Take a report in as a case.</summary>
    public const string Register = "register";

    /// <summary>Answer it at once, without a department.</summary>
    public const string Answer = "answer";

    /// <summary>Give it to another line or to a department.</summary>
    public const string Transfer = "transfer";

    /// <summary>Press whoever holds a case of the caller.</summary>
    public const string Urge = "urge";

    /// <summary>Call back after a case has ended.</summary>
    public const string Visit = "visit";

    /// <summary>See the caller's other cases.</summary>
    public const string History = "history";

    public static IReadOnlyList<string> All { get; } = [Register, Answer, Transfer, Urge, Visit, History];
}

/// <summary>What a form may ask for besides fields of its own: what every report can have.</summary>
public static class ReportFields
{
    public static IReadOnlyList<string> All { get; } =
        ["description", "caller_phone", "caller_name", "address", "place", "component"];
}

/// <summary>Types of the fields of a form.</summary>
public static class FormFieldType
{
    /// <summary>For <see cref="ReportFields"/>: as the report has it.</summary>
    public const string Report = "report";
    public const string Text = "text";
    public const string Number = "number";
    public const string Choice = "choice";

    public static IReadOnlyList<string> All { get; } = [Report, Text, Number, Choice];
}
