using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GridCity.Runtime.Privacy;

/// <summary>Details as a flat JSON object of texts.</summary>
internal static class AuditDetail
{
    public static string Write(ImmutableSortedDictionary<string, string> detail)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, text) in detail) json.WriteString(name, text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, checked((int)stream.Length));
    }

    public static ImmutableSortedDictionary<string, string> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableSortedDictionary(
            field => field.Name,
            // Somebody's own edit may put anything here; it then hashes differently, which is what is to be found.
            field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText(),
            StringComparer.Ordinal);
    }
}
