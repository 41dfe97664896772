using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace GridCity.Sumo.Networks;

/// <summary>Reads SUMO's XML files, plain or gzip; what is missing or not a number is named with file and line.</summary>
internal static class SumoXml
{
    public static XElement Load(string path)
    {
        try
        {
            using var file = Open(path);
            using var reader = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null }, path);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.SetBaseUri).Root!;
        }
        catch (XmlException broken)
        {
            throw new SumoException($"{path} is not sound XML: {broken.Message}", broken);
        }
    }

    /// <summary>A file of any length, element by element on the level below the root.</summary>
    public static IEnumerable<XElement> Stream(string path)
    {
        using var file = Open(path);
        using var reader = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        while (Next(reader, path))
        {
            while (reader is { Depth: 1, NodeType: XmlNodeType.Element })
                yield return (XElement)Parsed(() => XNode.ReadFrom(reader), path);
        }
    }

    public static string Text(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw new SumoException($"{Place(element)} <{element.Name}> has no {name}");

    public static double Number(XElement element, string name) =>
        OptionalNumber(element, name) ?? throw new SumoException($"{Place(element)} <{element.Name}> has no {name}");

    public static double? OptionalNumber(XElement element, string name)
    {
        if ((string?)element.Attribute(name) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new SumoException($"{Place(element)} <{element.Name}> has {name}=\"{text}\", which is not a number");
    }

    public static int Index(XElement element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new SumoException($"{Place(element)} <{element.Name}> has {name}=\"{Text(element, name)}\", which is not an index");

    public static string Place(XElement element) =>
        element is IXmlLineInfo line && line.HasLineInfo()
            ? $"{element.BaseUri} line {line.LineNumber}:"
            : "";

    private static Stream Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new SumoException($"{path} cannot be read: {missing.Message}", missing);
        }
    }

    private static bool Next(XmlReader reader, string path) => Parsed(reader.Read, path);

    private static T Parsed<T>(Func<T> read, string path)
    {
        try
        {
            return read();
        }
        catch (XmlException broken)
        {
            throw new SumoException($"{path} is not sound XML: {broken.Message}", broken);
        }
    }
}
