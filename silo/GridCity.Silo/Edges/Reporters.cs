using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>What a person told, sealed.</summary>
/// <param name="Person">Opaque id; null for an anonymous report.</param>
internal sealed record SealedReport(string? Person, Sealed? Description, Sealed? Contact)
{
    public static SealedReport Nothing { get; } = new(null, null, null);
}

/// <summary>What of a report's sealed fields is to be opened.</summary>
internal readonly record struct SealedSight(bool Words, bool Phone);

/// <summary>
/// Seals what a person says before it enters a command, and opens it for those who may read it. A caller's number leads
/// to the person by a keyed hash; an anonymous report has a key of its own, that of the case.
/// </summary>
internal sealed class Reporters(PersonKeys keys, SealedFields fields)
{
    private const string DescriptionField = "case.description";
    private const string ContactField = "case.contact";
    private const string Purpose = "case.read";
    private const int PhoneDigitsMin = 3;
    private const int PhoneDigitsMax = 20;

    /// <param name="id">The case that the report founds.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: caller_phone.</exception>
    public Task<SealedReport> SealAsync(CaseId id, string phone, string description, RpcCall call) =>
        phone.Length == 0 && description.Length == 0
            ? Task.FromResult(SealedReport.Nothing)
            : Statuses.GuardAsync(call, SealSomethingAsync(id, Normal(phone), description, call.CancellationToken));

    /// <summary>Opens a report's sealed fields; the audit log has it before anything comes back.</summary>
    /// <returns>Empty texts for what is not asked for or was not given, or whose person was erased.</returns>
    public async Task<(string Description, string Phone)> OpenAsync(Report report, SealedSight sight, RpcCall call)
    {
        List<SealedField> asked = [];
        var words = sight.Words ? report.Description : null;
        var phone = sight.Phone ? report.Contact : null;
        if (words is not null) asked.Add(new(DescriptionField, words));
        if (phone is not null) asked.Add(new(ContactField, phone));
        if (asked.Count == 0) return ("", "");
        var opened = await Statuses.GuardAsync(call, fields.OpenAsync(new(Caller.Of(call).Name, Purpose), asked, call.CancellationToken));
        return (words is null ? "" : opened[0] ?? "", phone is null ? "" : opened[^1] ?? "");
    }

    private async Task<SealedReport> SealSomethingAsync(CaseId id, string phone, string description, CancellationToken cancellation)
    {
        var person = await PersonAsync(id, phone, cancellation);
        return new(
            phone.Length == 0 ? null : SealedFields.Id(person),
            description.Length == 0 ? null : await fields.SealAsync(person, DescriptionField, description, cancellation),
            phone.Length == 0 ? null : await fields.SealAsync(person, ContactField, phone, cancellation));
    }

    private async Task<Guid> PersonAsync(CaseId id, string phone, CancellationToken cancellation)
    {
        if (phone.Length > 0) return await keys.PersonOfAsync(phone, cancellation);
        var person = Guid.ParseExact(id.Value, "N");
        await keys.EnsureAsync(person, cancellation);
        return person;
    }

    /// <summary>Digits with an optional leading plus, so that one number is one person however it was typed.</summary>
    private static string Normal(string phone)
    {
        if (phone.Length == 0) return "";
        var text = string.Concat(phone.Where(letter => letter is not (' ' or '-' or '(' or ')' or '.')));
        if (text.StartsWith("00", StringComparison.Ordinal)) text = "+" + text[2..];
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is >= PhoneDigitsMin and <= PhoneDigitsMax && digits.All(char.IsAsciiDigit)
            ? text
            : throw Statuses.Invalid("caller_phone", $"is not a number of {PhoneDigitsMin} to {PhoneDigitsMax} digits.");
    }
}
