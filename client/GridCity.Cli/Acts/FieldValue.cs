using System.Globalization;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GridCity.Cli.Output;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Acts;

/// <summary>Values of fields as people write them.</summary>
internal static class FieldValue
{
    public const string Yes = "true";
    private const string No = "false";

    /// <summary>True for what is written as one value, though it is a message.</summary>
    public static bool IsOne(FieldDescriptor field) =>
        field.FieldType != FieldType.Message || IsPoint(field) || IsMoment(field) || IsAnswer(field);

    /// <summary>How a value is written, for help.</summary>
    public static string Form(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => IsPoint(field) ? "LAT,LON" : IsMoment(field) ? "TIME" : "FIELD=VALUE",
        FieldType.Bool => $"{Yes}|{No}",
        FieldType.Enum => "WORD",
        FieldType.String => "TEXT",
        _ => "NUMBER",
    };

    /// <summary>All that there are, where these are few.</summary>
    public static IEnumerable<string> Choices(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => [Yes, No],
        FieldType.Enum => FieldTexts.Words(field.EnumType).Select(word => word.Word),
        _ => [],
    };

    /// <exception cref="FormatException">The text is no such value; the message shows how one is written.</exception>
    public static object Parse(FieldDescriptor field, string text) =>
        Read(field, text) ?? throw new FormatException($"'{text}': give {Form(field)}{Example(field)}.");

    /// <summary>The words that there are, in words.</summary>
    public static string Said(FieldDescriptor field) =>
        field.FieldType == FieldType.Enum ? $" One of {string.Join(", ", Choices(field))}." : "";

    private static object? Read(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Int32 => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Int64 => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Double => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Bool => text switch { Yes => true, No => false, _ => null },
        FieldType.Enum => FieldTexts.Words(field.EnumType).Where(word => word.Word == text)
            .Select(word => System.Enum.ToObject(field.EnumType.ClrType, word.Number)).FirstOrDefault(),
        FieldType.Message when IsPoint(field) => PointOf(text),
        FieldType.Message when IsMoment(field) => MomentOf(text),
        FieldType.Message when IsAnswer(field) => AnswerOf(text),
        _ => null,
    };

    private static Point? PointOf(string text) =>
        text.Split(',') is [var north, var east]
        && double.TryParse(north, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(east, CultureInfo.InvariantCulture, out var longitude)
            ? new() { Latitude = latitude, Longitude = longitude }
            : null;

    /// <summary>A time without a zone is UTC.</summary>
    private static Timestamp? MomentOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToTimestamp()
            : null;

    private static FormAnswer? AnswerOf(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? new() { Field = text[..at], Value = text[(at + 1)..] } : null;

    private static string Example(FieldDescriptor field) => field switch
    {
        { FieldType: FieldType.Enum } => $", one of {string.Join(", ", Choices(field))}",
        _ when IsPoint(field) => " in degrees, such as 30.25,120.15",
        _ when IsAnswer(field) => ", such as floor=3",
        _ when IsMoment(field) => ", such as 2026-11-21T08:00:00+08:00",
        _ => "",
    };

    private static bool IsPoint(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType == Point.Descriptor;

    private static bool IsAnswer(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType == FormAnswer.Descriptor;

    private static bool IsMoment(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType == Timestamp.Descriptor;
}
