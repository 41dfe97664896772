using System.Globalization;
using System.Text.Json;
using GridCity.Cities.Model;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>The lines of the city: who may do what on one, and whether a report is filled in as its form asks.</summary>
internal sealed class HotlineForms(LoadedCity city)
{
    private const int AnswersMax = 100;

    /// <summary>The line that a source is; null for any other source.</summary>
    public Hotline? Line(string source) => city.Pack.Hotlines.FirstOrDefault(line => line.Code == source);

    /// <summary>The form of a line, in the order in which an agent asks.</summary>
    public IEnumerable<HotlineField> Form(Hotline line) => city.Pack.HotlineFields.Where(field => field.Line == line.Code);

    public IEnumerable<Hotline> Lines => city.Pack.Hotlines;

    /// <summary>Lets through what the line of a source may do; a source that is no line may do everything.</summary>
    /// <param name="right">Of <see cref="HotlineRights"/>.</param>
    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void Require(string source, string right)
    {
        if (Line(source) is { } line && !line.Rights.Contains(right))
            throw new RpcException(StatusCode.PermissionDenied, $"Line {line.Code} has no right to '{right}'. The city's folder says what it may do.");
    }

    /// <summary>Checks a report against the form of its line.</summary>
    /// <returns>The answers to the form's own fields as one text to be sealed; empty for none.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT naming every field; PERMISSION_DENIED: the line registers nothing.</exception>
    public string Checked(RegisterRequest request)
    {
        if (Line(request.Source) is not { } line)
            return request.Intake.Count == 0 ? "" : throw Statuses.Invalid("intake", "is for a source that is a line of the city.");
        Require(line.Code, HotlineRights.Register);
        var form = Form(line).ToDictionary(field => field.Field, StringComparer.Ordinal);
        (string Field, string Fault)[] faults = [.. Faults(line, form, request)];
        if (faults.Length > 0)
            throw new RpcException(
                StatusCode.InvalidArgument, string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Fault}")), StatusDetails.BadRequest(faults));
        return request.Intake.Count == 0 ? "" : JsonSerializer.Serialize(request.Intake.ToDictionary(one => one.Field, one => one.Value));
    }

    /// <summary>Answers as they were sealed.</summary>
    public static IEnumerable<FormAnswer> Read(string intake) => intake.Length == 0
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, string>>(intake)!.Select(one => new FormAnswer { Field = one.Key, Value = one.Value });

    private IEnumerable<(string Field, string Fault)> Faults(
        Hotline line, Dictionary<string, HotlineField> form, RegisterRequest request)
    {
        if (!MayRegister(line, request.Category)) yield return ("category", $"line {line.Code} does not take {request.Category}.");
        if (request.Intake.Count > AnswersMax || request.Intake.DistinctBy(one => one.Field).Count() < request.Intake.Count)
        {
            yield return ("intake", $"answers a field twice, or more than {AnswersMax} fields.");
            yield break;
        }

        foreach (var answer in request.Intake)
            if (!form.TryGetValue(answer.Field, out var field) || field.Type == FormFieldType.Report)
                yield return ($"intake.{answer.Field}", $"is not in the form of line {line.Code}.");
        foreach (var field in form.Values)
            if (Fault(field, Given(field, request)) is { } fault)
                yield return (field.Type == FormFieldType.Report ? field.Field : $"intake.{field.Field}", fault);
    }

    private bool MayRegister(Hotline line, string category) =>
        line.Categories.IsEmpty || line.Categories.Contains(category)
        || city.Pack.Categories.Any(one => one.Code == category && line.Categories.Contains(one.Group));

    private static string Given(HotlineField field, RegisterRequest request) => field.Field switch
    {
        _ when field.Type != FormFieldType.Report => request.Intake.FirstOrDefault(one => one.Field == field.Field)?.Value ?? "",
        "description" => request.Description,
        "caller_phone" => request.CallerPhone,
        "caller_name" => request.CallerName,
        "address" => request.Address,
        "component" => request.Component,
        "place" => request.Place is null ? "" : "there",
        _ => throw new System.Diagnostics.UnreachableException(field.Field),
    };

    private static string? Fault(HotlineField field, string given) => field.Type switch
    {
        _ when given.Length == 0 => field.IsRequired ? $"is missing: {field.Name.Both}." : null,
        FormFieldType.Choice => field.Choices.Contains(given) ? null : $"'{given}' is none of {string.Join(", ", field.Choices)}.",
        FormFieldType.Number => int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && !(number < field.Min) && !(number > field.Max) ? null : $"is no whole number {Bounds(field)}.",
        FormFieldType.Text => given.Length < field.Min || given.Length > field.Max || given.Any(char.IsControl)
            ? $"is no text of {Bounds(field)} characters without control characters."
            : null,
        _ => null,
    };

    private static string Bounds(HotlineField field) => $"from {field.Min?.ToString(CultureInfo.InvariantCulture) ?? "…"} to "
        + $"{field.Max?.ToString(CultureInfo.InvariantCulture) ?? "…"}";
}
