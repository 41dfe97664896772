using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace GridCity.Rpc.Json.Server;

/// <summary>What the JSON mapping says about fields.</summary>
internal static class MessageFields
{
    /// <summary>By its name in the .proto or in JSON.</summary>
    public static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.FindFieldByName(name) ?? message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name);

    /// <summary>True for messages with a JSON form of their own, such as a time.</summary>
    public static bool IsWellKnown(MessageDescriptor message) => message.File.Package == "google.protobuf";

    /// <summary>The message that a field holds, or holds many of; null when it has a form of its own in JSON, or is none.</summary>
    public static MessageDescriptor? Inner(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && !IsWellKnown(field.MessageType) ? field.MessageType : null;

    /// <summary>What a value of the field looks like, in words.</summary>
    public static string Words(FieldDescriptor field) => field.IsRepeated ? $"a list, each {OneWords(field)}" : OneWords(field);

    private static string OneWords(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => "true or false",
        FieldType.String => "text",
        FieldType.Bytes => "bytes in base64",
        FieldType.Double or FieldType.Float => "a number",
        FieldType.Enum => $"one of {string.Join(", ", field.EnumType.Values.Select(value => value.Name))}",
        FieldType.Message when field.MessageType == Timestamp.Descriptor => "a time such as 2026-01-31T08:00:00Z (RFC 3339)",
        FieldType.Message => "an object",
        _ => "a whole number within its range",
    };
}
