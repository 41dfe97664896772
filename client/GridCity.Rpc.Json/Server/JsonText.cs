using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// Messages as JSON, by the mapping of proto3. Fields are called as in the .proto; what has its default value is written
/// too, so that a program need not know what is left out. Both spellings that the mapping allows are read.
/// </summary>
internal static class JsonText
{
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    /// <exception cref="HttpRefusal">Not JSON, or not such a message; it says where.</exception>
    public static IMessage Parse(string text, MessageDescriptor descriptor)
    {
        if (TryParse(text, descriptor) is { } message) return message;
        throw new JsonFault(text, descriptor).Find();
    }

    /// <summary>All messages of an array.</summary>
    /// <exception cref="HttpRefusal">Not JSON, not an array, or one of it is not such a message; it says which one and where.</exception>
    public static IReadOnlyList<IMessage> ParseAll(string text, MessageDescriptor descriptor)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select((one, at) => ParseOne(one, at, descriptor))]
                : throw HttpRefusal.Malformed($"The body must be a JSON array, each a {descriptor.Name}.");
        }
        catch (JsonException)
        {
            throw new JsonFault(text, descriptor).Find();
        }
    }

    /// <returns>Null for what is no such message.</returns>
    public static IMessage? TryParse(string text, MessageDescriptor descriptor)
    {
        try
        {
            return Parser.Parse(text, descriptor);
        }
        catch (Exception error) when (error is InvalidJsonException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static IMessage ParseOne(JsonElement one, int at, MessageDescriptor descriptor)
    {
        try
        {
            return Parse(one.GetRawText(), descriptor);
        }
        catch (HttpRefusal fault)
        {
            throw fault.Fields.Count == 0
                ? HttpRefusal.Malformed($"[{at}]: {fault.Message}")
                : HttpRefusal.Of([.. fault.Fields.Select(field => ($"[{at}].{field.Field}", field.Detail))]);
        }
    }

    public static void Write(IMessage message, IBufferWriter<byte> output)
    {
        using var writer = new Utf8TextWriter(output);
        Formatter.Format(message, writer);
    }
}
