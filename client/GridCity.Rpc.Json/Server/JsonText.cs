using System.Buffers;
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

    public static void Write(IMessage message, IBufferWriter<byte> output)
    {
        using var writer = new Utf8TextWriter(output);
        Formatter.Format(message, writer);
    }
}
