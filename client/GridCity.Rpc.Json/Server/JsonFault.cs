using System.Text.Json;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// Finds out what is wrong with a text that could not be read as a message: where it stops being JSON, or which fields
/// are at fault. It runs for such texts only, so it may take its time.
/// </summary>
internal sealed class JsonFault(string text, MessageDescriptor root)
{
    private readonly List<(string Field, string Detail)> _faults = [];

    public HttpRefusal Find()
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return HttpRefusal.Malformed("The body must be a JSON object.");
            LookInto(document.RootElement, root, "");
        }
        catch (JsonException error)
        {
            return HttpRefusal.Malformed(
                $"The body is not JSON at line {error.LineNumber + 1}, position {error.BytePositionInLine + 1}: {Reason(error)}");
        }

        return _faults.Count > 0 ? HttpRefusal.Of(_faults) : HttpRefusal.Malformed($"The request is no {root.Name}.");
    }

    private static string Reason(JsonException error) => error.Message.Split(" LineNumber:")[0].Split(" Path:")[0];

    private void LookInto(JsonElement element, MessageDescriptor message, string path)
    {
        foreach (var property in element.EnumerateObject())
        {
            var place = path + property.Name;
            if (MessageFields.Find(message, property.Name) is not { } field) _faults.Add((place, $"is not a field of {message.Name}."));
            else if (MessageFields.Inner(field) is not { } inner) LookAt(property, field, place);
            else if (field.IsRepeated && property.Value.ValueKind == JsonValueKind.Array) LookIntoAll(property.Value, inner, place);
            else if (!field.IsRepeated && property.Value.ValueKind == JsonValueKind.Object) LookInto(property.Value, inner, place + ".");
            else LookAt(property, field, place);
        }

        LookForRivals(element, message, path);
    }

    /// <summary>Of the fields of a oneof there may be one.</summary>
    private void LookForRivals(JsonElement element, MessageDescriptor message, string path)
    {
        var rivals = element.EnumerateObject().Select(property => MessageFields.Find(message, property.Name)).OfType<FieldDescriptor>()
            .Where(field => field.ContainingOneof is not null).GroupBy(field => field.ContainingOneof);
        foreach (var rival in rivals.SelectMany(names => names.Skip(1).Select(field => (field.Name, Beside: names.First().Name))))
            _faults.Add((path + rival.Name, $"cannot stand beside {rival.Beside}."));
    }

    private void LookIntoAll(JsonElement list, MessageDescriptor message, string path)
    {
        foreach (var (at, element) in list.EnumerateArray().Index())
            if (element.ValueKind == JsonValueKind.Object) LookInto(element, message, $"{path}[{at}].");
            else _faults.Add(($"{path}[{at}]", "must be an object."));
    }

    /// <summary>A value is as it should be when a message with nothing else in it can be read.</summary>
    private void LookAt(JsonProperty property, FieldDescriptor field, string place)
    {
        var alone = $"{{{JsonSerializer.Serialize(property.Name)}:{property.Value.GetRawText()}}}";
        if (JsonText.TryParse(alone, field.ContainingType) is null) _faults.Add((place, $"must be {MessageFields.Words(field)}."));
    }
}
