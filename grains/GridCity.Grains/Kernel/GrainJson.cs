using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCity.Grains;

/// <summary>How every grain kind's records are written: one shape for decades of history.</summary>
internal static class GrainJson
{
    /// <summary>New options for one source-generated context, which takes possession of them.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // The journal is not a web page: Chinese text stays readable and half as long.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A database that keeps JSON as a tree may give the members back in another order.
        AllowOutOfOrderMetadataProperties = true,
    };
}

/// <summary>Writes a small value type as the one string it wraps.</summary>
internal abstract class WrappedTextJson<T>(Func<string, T> wrap, Func<T, string> unwrap) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        wrap(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} is null."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(unwrap(value));
}
