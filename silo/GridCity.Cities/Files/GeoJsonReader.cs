using System.Collections.Immutable;
using System.Text.Json;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>A feature as it was read. Properties that are not text are kept as they are written.</summary>
internal sealed record Feature(int Line, Dictionary<string, string> Properties, Shape Shape);

/// <summary>
/// Reads a FeatureCollection of polygons without building a tree of it: a city has tens of thousands. Numbers are taken to
/// the decimals that are written, so that a position is the same wherever it stands.
/// </summary>
internal ref struct GeoJsonReader(string file, ReadOnlySpan<byte> bytes, FaultList faults)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<Feature> _features = [];
    private Utf8JsonReader _json = new(bytes);
    private int _line = 1;
    private int _lineEnd;

    /// <summary>All features without a fault.</summary>
    public static List<Feature> Read(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        var reader = new GeoJsonReader(file, bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, faults);
        try
        {
            reader.ReadCollection();
        }
        catch (JsonException error)
        {
            faults.Add(file, (int)(error.LineNumber ?? 0) + 1, $"is no JSON: {error.Message}");
        }
        return reader._features;
    }

    private void ReadCollection()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject || !ReadMembers(ReadTop))
            faults.Add(file, Line(), "must be a GeoJSON FeatureCollection.");
    }

    private delegate bool Member(ref GeoJsonReader reader, string name);

    /// <summary>Hands every member of the object to a reader of its value.</summary>
    private bool ReadMembers(Member member)
    {
        var found = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _json.GetString()!;
            _json.Read();
            found |= member(ref this, name);
        }
        return found;
    }

    private static bool ReadTop(ref GeoJsonReader reader, string name)
    {
        if (name != "features" || reader._json.TokenType != JsonTokenType.StartArray) return reader.Skip();
        while (reader._json.Read() && reader._json.TokenType != JsonTokenType.EndArray) reader.ReadFeature();
        return true;
    }

    private void ReadFeature()
    {
        var line = Line();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            faults.Add(file, line, "must be a Feature.");
            _json.Skip();
            return;
        }
        Dictionary<string, string>? properties = null;
        Shape? shape = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _json.GetString();
            _json.Read();
            if (name == "properties" && _json.TokenType == JsonTokenType.StartObject) properties = ReadProperties();
            else if (name == "geometry" && _json.TokenType == JsonTokenType.StartObject) shape = ReadGeometry();
            else _json.Skip();
        }
        if (shape is null) faults.Add(file, line, "has no geometry of type Polygon whose rings have positions of two numbers.");
        else _features.Add(new(line, properties ?? [], shape));
    }

    private Dictionary<string, string> ReadProperties()
    {
        var properties = new Dictionary<string, string>();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _json.GetString()!;
            _json.Read();
            properties[name] = _json.TokenType switch
            {
                JsonTokenType.String => _json.GetString()!,
                JsonTokenType.Null => "",
                _ => RawValue(),
            };
        }
        return properties;
    }

    private string RawValue()
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return System.Text.Encoding.UTF8.GetString(_bytes[start..(int)_json.BytesConsumed]);
    }

    private Shape? ReadGeometry()
    {
        var isPolygon = false;
        ImmutableArray<ImmutableArray<double>> rings = [];
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _json.GetString();
            _json.Read();
            if (name == "type") isPolygon = _json.TokenType == JsonTokenType.String && _json.ValueTextEquals("Polygon"u8);
            else if (name == "coordinates" && _json.TokenType == JsonTokenType.StartArray) rings = ReadRings();
            else _json.Skip();
        }
        return isPolygon && rings.Length > 0 && rings.All(ring => ring.Length > 0) ? new(rings) : null;
    }

    private ImmutableArray<ImmutableArray<double>> ReadRings()
    {
        var rings = ImmutableArray.CreateBuilder<ImmutableArray<double>>(1);
        var (depth, numbers, inPosition) = (1, new List<double>(), 0);
        while (depth > 0 && _json.Read())
        {
            if (_json.TokenType == JsonTokenType.StartArray) (depth, inPosition) = (depth + 1, 0);
            else if (_json.TokenType == JsonTokenType.EndArray && --depth == 1) rings.Add(TakeRing(numbers));
            else if (_json.TokenType == JsonTokenType.EndArray && depth == 2 && inPosition < 2) numbers.Add(double.NaN);
            else if (_json.TokenType == JsonTokenType.Number && depth == 3 && inPosition++ < 2)
                numbers.Add(GeoJson.Round(_json.GetDouble()));
        }
        return rings.DrainToImmutable();
    }

    /// <summary>Empty when a position had no two numbers.</summary>
    private static ImmutableArray<double> TakeRing(List<double> numbers)
    {
        ImmutableArray<double> ring = numbers.Contains(double.NaN) ? [] : [.. numbers];
        numbers.Clear();
        return ring;
    }

    private bool Skip()
    {
        _json.Skip();
        return false;
    }

    private int Line()
    {
        var upTo = (int)_json.TokenStartIndex;
        _line += _bytes[_lineEnd..upTo].Count((byte)'\n');
        _lineEnd = upTo;
        return _line;
    }
}
