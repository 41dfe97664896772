using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Lines and their forms: what they name is there, and a form can be filled in.</summary>
internal static class HotlineRules
{
    /// <summary>Most characters of one answer; all of a form are sealed together.</summary>
    private const int TextLengthMax = 1_000;

    public static void Run(CheckContext context)
    {
        var (lines, fields) = (context.Pack.Hotlines, context.Pack.HotlineFields);
        context.Unique(PackFiles.Hotlines, lines, line => line.Code);
        for (var index = 0; index < lines.Length; index++)
        {
            context.Named(PackFiles.Hotlines, index, "name", lines[index].Name);
            foreach (var fault in Faults(context, lines[index])) context.Fault(PackFiles.Hotlines, index, fault);
        }

        context.Unique(PackFiles.HotlineFields, fields, field => $"{field.Line} {field.Field}");
        for (var index = 0; index < fields.Length; index++)
        {
            context.Named(PackFiles.HotlineFields, index, "name", fields[index].Name);
            foreach (var fault in Faults(context, fields[index])) context.Fault(PackFiles.HotlineFields, index, fault);
        }
    }

    private static IEnumerable<string> Faults(CheckContext context, Hotline line)
    {
        foreach (var right in line.Rights.Except(HotlineRights.All))
            yield return $"right '{right}' is none of {string.Join(", ", HotlineRights.All)}.";
        foreach (var code in line.Categories)
            if (!context.Categories.ContainsKey(code)) yield return $"unknown category '{code}'.";
    }

    private static IEnumerable<string> Faults(CheckContext context, HotlineField field)
    {
        if (!context.Pack.Hotlines.Any(line => line.Code == field.Line)) yield return $"unknown line '{field.Line}'.";
        var isReports = ReportFields.All.Contains(field.Field);
        if (isReports != (field.Type == FormFieldType.Report))
            yield return $"field '{field.Field}' of type {field.Type}: {FormFieldType.Report} is the type of {string.Join(", ", ReportFields.All)}, and of no other.";
        if ((field.Type == FormFieldType.Choice) != (field.Choices.Length > 0))
            yield return $"choices are for a field of type {FormFieldType.Choice}, which needs some.";
        if (field.Choices.Distinct().Count() < field.Choices.Length) yield return "choices name one twice.";
        if (field.Type is FormFieldType.Report or FormFieldType.Choice && (field.Min ?? field.Max) is not null)
            yield return "min and max are for text and numbers.";
        if (field.Min > field.Max) yield return $"min {field.Min} is over max {field.Max}.";
        if (field.Type == FormFieldType.Text && field.Max is not null and not (>= 1 and <= TextLengthMax))
            yield return $"max of a text is 1 to {TextLengthMax} characters.";
    }
}
