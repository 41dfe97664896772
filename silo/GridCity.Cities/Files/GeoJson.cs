using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>
/// Writes shapes as GeoJSON (RFC 7946), one feature per line, so that a line is an entry and a change is one line.
/// </summary>
internal static class GeoJson
{
    /// <summary>Decimals of a degree that are kept: about a centimetre, finer than any survey of cells.</summary>
    public const int DecimalsMax = 7;

    public static string Degrees(double value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>The nearest position that can be written.</summary>
    public static double Round(double degrees) => Math.Round(degrees, DecimalsMax, MidpointRounding.AwayFromZero);

    public static void Write(TextWriter text, IEnumerable<(Shape Shape, IEnumerable<(string Name, string Value)> Properties)> features)
    {
        text.Write("{\"type\":\"FeatureCollection\",\"features\":[");
        var first = true;
        foreach (var (shape, properties) in features)
        {
            text.Write(first ? "\n" : ",\n");
            first = false;
            WriteFeature(text, shape, properties);
        }
        text.Write("\n]}\n");
    }

    private static void WriteFeature(TextWriter text, Shape shape, IEnumerable<(string Name, string Value)> properties)
    {
        text.Write("{\"type\":\"Feature\",\"properties\":{");
        text.Write(string.Join(',', properties.Select(pair => $"{Quoted(pair.Name)}:{Quoted(pair.Value)}")));
        text.Write("},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[");
        for (var ring = 0; ring < shape.Rings.Length; ring++)
        {
            if (ring > 0) text.Write(',');
            WriteRing(text, shape.Rings[ring].AsSpan());
        }
        text.Write("]}}");
    }

    private static void WriteRing(TextWriter text, ReadOnlySpan<double> ring)
    {
        Span<char> number = stackalloc char[32];
        for (var index = 0; index < ring.Length; index++)
        {
            text.Write(index == 0 ? "[[" : index % 2 == 0 ? "],[" : ",");
            ring[index].TryFormat(number, out var length, "0.#######", CultureInfo.InvariantCulture);
            text.Write(number[..length]);
        }
        text.Write("]]");
    }

    private static string Quoted(string value) =>
        '"' + JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() + '"';
}
