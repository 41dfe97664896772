using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary><c>intersection-layouts.json</c>: what is built at intersections, one layout on each line.</summary>
internal static class LayoutsFile
{
    /// <returns>The layouts and the line on which each begins.</returns>
    public static (ImmutableArray<LayoutDrawing> Layouts, int[] Lines) Read(byte[] bytes, FaultList faults)
    {
        try
        {
            var layouts = JsonSerializer.Deserialize(bytes, LayoutJson.Default.LayoutsDocument)?.Layouts ?? [];
            return (layouts, Lines(bytes, layouts.Length));
        }
        catch (JsonException error)
        {
            faults.Add(PackFiles.IntersectionLayouts, (int)(error.LineNumber ?? 0) + 1, $"{error.Path}: {error.Message}");
            return ([], []);
        }
    }

    public static void Write(TextWriter text, ImmutableArray<LayoutDrawing> layouts)
    {
        text.Write("{\"layouts\": [\n");
        for (var at = 0; at < layouts.Length; at++)
            text.Write(JsonSerializer.Serialize(layouts[at], LayoutJson.Default.LayoutDrawing) + (at + 1 < layouts.Length ? ",\n" : "\n"));
        text.Write("]}\n");
    }

    public static string Text(ImmutableArray<LayoutDrawing> layouts)
    {
        using var text = new StringWriter();
        Write(text, layouts);
        return text.ToString();
    }

    /// <summary>Where the objects of the one list begin.</summary>
    private static int[] Lines(ReadOnlySpan<byte> bytes, int count)
    {
        var (lines, line, counted) = (new List<int>(count), 1, 0);
        var reader = new Utf8JsonReader(bytes, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.StartObject || reader.CurrentDepth != LayoutDepth) continue;
            var at = (int)reader.TokenStartIndex;
            line += bytes[counted..at].Count((byte)'\n');
            counted = at;
            lines.Add(line);
        }

        return [.. lines];
    }

    private const int LayoutDepth = 2;
}

internal sealed record LayoutsDocument(ImmutableArray<LayoutDrawing> Layouts);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(LayoutsDocument))]
internal sealed partial class LayoutJson : JsonSerializerContext;
