using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Primitives;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// The query of a GET as the JSON object of the same meaning, so that there is one reader of values. A field of a field is
/// written with a dot (<c>filter.stage=STAGE_FILED</c>), a list by giving its name again.
/// </summary>
internal static class QueryJson
{
    /// <summary>Of the text without any field.</summary>
    public const int EmptyLength = 2;

    /// <summary>True for two spellings of one field.</summary>
    public static bool AreSame(string one, string other) =>
        string.Equals(one.Replace("_", "", StringComparison.Ordinal), other.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <exception cref="HttpRefusal">A name is not a field, or stands there twice.</exception>
    public static string Of(IEnumerable<KeyValuePair<string, StringValues>> query, MessageDescriptor message)
    {
        var root = new JsonObject();
        foreach (var (name, values) in query) Set(root, message, name, values);
        return root.ToJsonString();
    }

    private static void Set(JsonObject target, MessageDescriptor message, string name, StringValues values)
    {
        var parts = name.Split('.');
        foreach (var part in parts[..^1])
        {
            if (MessageFields.Find(message, part) is not { FieldType: FieldType.Message, IsRepeated: false } outer)
                throw Unknown(name, message);
            if (target[outer.Name] is not JsonObject inner) target[outer.Name] = inner = [];
            (target, message) = (inner, outer.MessageType);
        }

        var field = MessageFields.Find(message, parts[^1]) ?? throw Unknown(name, message);
        if (target.ContainsKey(field.Name) || (values.Count > 1 && !field.IsRepeated)) throw HttpRefusal.Of((name, "is given twice."));
        target[field.Name] = field.IsRepeated ? new JsonArray([.. values.Select(value => Value(field, value))]) : Value(field, values[0]);
    }

    /// <summary>All kinds of values may be written as text in JSON, but for true and false.</summary>
    private static JsonNode Value(FieldDescriptor field, string? text) =>
        field.FieldType == FieldType.Bool && bool.TryParse(text, out var flag) ? flag : text ?? "";

    private static HttpRefusal Unknown(string name, MessageDescriptor message) =>
        HttpRefusal.Of((name, $"is not a field of {message.Name}."));
}
