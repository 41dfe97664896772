using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>What a person told, sealed.</summary>
/// <param name="Person">Opaque id; null for an anonymous report.</param>
internal sealed record SealedReport(string? Person, Sealed? Description, Sealed? Contact, Sealed? Name)
{
    public static SealedReport Nothing { get; } = new(null, null, null, null);
}

/// <summary>What a person tells, in the clear; empty for what is not told.</summary>
internal readonly record struct Told(string Phone, string Name, string Description);

/// <summary>A report's sealed fields, opened; empty for what is not asked for or not there, or whose person was erased.</summary>
internal sealed record OpenedReport(string Description, string Phone, string Name, string ContestReason, string Intake);

/// <summary>What of a report's sealed fields is to be opened.</summary>
internal readonly record struct SealedSight(bool Words, bool Phone);

/// <summary>
/// Seals what a person says before it enters a command, and opens it for those who may read it. A caller's number leads
/// to the person by a keyed hash; an anonymous report has a key of its own, that of the case.
/// </summary>
internal sealed class Reporters(PersonKeys keys, SealedFields fields)
{
    public const string DescriptionField = CaseTexts.DescriptionField;
    public const string ContactField = "case.contact";
    public const string NameField = "case.caller-name";
    public const string ContestField = "case.contest-reason";
    public const string IntakeField = "case.intake";

    private const string Purpose = "case.read";
    private const int PhoneDigitsMin = 3;
    private const int PhoneDigitsMax = 20;

    /// <param name="id">The case that the report founds.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: caller_phone.</exception>
    public Task<SealedReport> SealAsync(CaseId id, Told told, RpcCall call) =>
        told is { Phone: "", Name: "", Description: "" }
            ? Task.FromResult(SealedReport.Nothing)
            : Statuses.GuardAsync(call, SealSomethingAsync(id, told with { Phone = Normal(told.Phone) }, call.CancellationToken));

    /// <summary>Seals what a reporter says besides: <see cref="ContestField"/> or <see cref="IntakeField"/>.</summary>
    /// <returns>Null when the reporter was erased: then nothing may be kept.</returns>
    public Task<Sealed?> SealMoreAsync(CaseId id, Report report, string field, string text, RpcCall call) =>
        Statuses.GuardAsync(call, SealMoreAsync(Whose(report) ?? Anonymous(id), field, text, call.CancellationToken));

    /// <summary>The person whose report it is; null when nothing in it is a person's.</summary>
    public static Guid? Whose(Report report) =>
        (report.Reporter ?? report.Description?.Person ?? report.CallerName?.Person) is { } person ? Guid.Parse(person) : null;

    /// <summary>Stands for the reporter of a case who gave no number.</summary>
    public static Guid Anonymous(CaseId id) => Guid.ParseExact(id.Value, "N");

    /// <summary>Opens a report's sealed fields; the audit log has it before anything comes back.</summary>
    /// <param name="contested">Why the end was contested last; null when it was not.</param>
    /// <param name="intake">Answers to a line's form; null for none.</param>
    public async Task<OpenedReport> OpenAsync(Report report, Sealed? contested, Sealed? intake, SealedSight sight, RpcCall call)
    {
        (string Field, Sealed? Value)[] asked =
        [
            (DescriptionField, sight.Words ? report.Description : null),
            (ContactField, sight.Phone ? report.Contact : null),
            (NameField, sight.Words ? report.CallerName : null),
            (ContestField, sight.Words ? contested : null),
            (IntakeField, sight.Words ? intake : null),
        ];
        List<SealedField> there = [.. asked.Where(one => one.Value is not null).Select(one => new SealedField(one.Field, one.Value!))];
        if (there.Count == 0) return new("", "", "", "", "");
        var opened = await Statuses.GuardAsync(call, fields.OpenAsync(new(Caller.Of(call).Name, Purpose), there, call.CancellationToken));
        string Text(string field) => there.FindIndex(one => one.Field == field) is >= 0 and var at ? opened[at] ?? "" : "";
        return new(Text(DescriptionField), Text(ContactField), Text(NameField), Text(ContestField), Text(IntakeField));
    }

    private async Task<SealedReport> SealSomethingAsync(CaseId id, Told told, CancellationToken cancellation)
    {
        var person = await PersonAsync(id, told.Phone, cancellation);
        async Task<Sealed?> SealAsync(string field, string text) =>
            text.Length == 0 ? null : await fields.SealAsync(person, field, text, cancellation);
        return new(
            told.Phone.Length == 0 ? null : SealedFields.Id(person),
            await SealAsync(DescriptionField, told.Description),
            await SealAsync(ContactField, told.Phone),
            await SealAsync(NameField, told.Name));
    }

    private async Task<Sealed?> SealMoreAsync(Guid person, string field, string text, CancellationToken cancellation)
    {
        await keys.EnsureAsync(person, cancellation);
        return await fields.SealAsync(person, field, text, cancellation);
    }

    private async Task<Guid> PersonAsync(CaseId id, string phone, CancellationToken cancellation)
    {
        if (phone.Length > 0) return await keys.PersonOfAsync(phone, cancellation);
        var person = Anonymous(id);
        await keys.EnsureAsync(person, cancellation);
        return person;
    }

    /// <summary>Digits with an optional leading plus, so that one number is one person however it was typed.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: the field.</exception>
    public static string Normal(string phone, string field = "caller_phone")
    {
        if (phone.Length == 0) return "";
        var text = string.Concat(phone.Where(letter => letter is not (' ' or '-' or '(' or ')' or '.')));
        if (text.StartsWith("00", StringComparison.Ordinal)) text = "+" + text[2..];
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is >= PhoneDigitsMin and <= PhoneDigitsMax && digits.All(char.IsAsciiDigit)
            ? text
            : throw Statuses.Invalid(field, $"is not a number of {PhoneDigitsMin} to {PhoneDigitsMax} digits.");
    }
}
