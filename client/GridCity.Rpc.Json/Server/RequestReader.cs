using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.AspNetCore.Routing;

namespace GridCity.Rpc.Json.Server;

/// <summary>Makes a method's request out of a path, a query or body, and headers.</summary>
internal sealed class RequestReader<TRequest>(JsonRoute route, MessageParser<TRequest> parser, int bytesMax)
    where TRequest : class, IMessage<TRequest>
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const string LastEventId = "Last-Event-ID";

    private readonly FieldDescriptor[] _pathFields = [.. route.PathFields];
    private readonly FieldDescriptor? _commandId = route.Method.InputType.FindFieldByName("command_id");

    /// <exception cref="HttpRefusal">It cannot be read; the message says what and where.</exception>
    public async ValueTask<TRequest> ReadAsync(HttpContext http)
    {
        if (http.Request.Headers.IfMatch.Count > 0)
            throw HttpRefusal.Malformed("If-Match is not taken: an act is judged by the state that the case is in when it is done.");
        var request = HttpMethods.IsGet(route.Verb) ? FromQuery(http.Request) : await FromBodyAsync(http.Request);
        foreach (var field in _pathFields) SetOnce(request, field, (string)http.GetRouteValue(field.Name)!, "path");
        if (_commandId is not null) SetCommandId(request, http.Request);
        if (route.Cursor is { } cursor && http.Request.Headers[LastEventId] is [{ Length: > 0 } id]) SetCursor(request, cursor.Request, id);
        return request;
    }

    /// <summary>What stands beside a body that is not read here.</summary>
    /// <exception cref="HttpRefusal">It cannot be read.</exception>
    public TRequest ReadQuery(HttpContext http)
    {
        var request = FromFields(http.Request);
        if (route.SentBytes is not { } bytes || ((ByteString)bytes.Accessor.GetValue(request)).IsEmpty) return request;
        throw HttpRefusal.Of((bytes.Name, "stands in the query; the bytes are the body."));
    }

    /// <summary>All requests of a body that is a JSON array.</summary>
    /// <exception cref="HttpRefusal">One cannot be read; the message says which one, what and where.</exception>
    public async ValueTask<IReadOnlyList<TRequest>> ReadAllAsync(HttpContext http) =>
        [.. JsonText.ParseAll(await TextAsync(http.Request), route.Method.InputType).Cast<TRequest>()];

    private TRequest FromQuery(HttpRequest request) => request.ContentLength > 0
        ? throw HttpRefusal.Malformed("A GET takes no body: its fields stand in the query.")
        : FromFields(request);

    private TRequest FromFields(HttpRequest request)
    {
        var fields = route.InHeader is { } header ? WithHeader(request, header) : request.Query.AsEnumerable();
        var text = QueryJson.Of(fields, route.Method.InputType);
        return text.Length == QueryJson.EmptyLength ? Empty() : (TRequest)JsonText.Parse(text, route.Method.InputType);
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> WithHeader(HttpRequest request, FieldHeader header)
    {
        if (request.Query.Keys.FirstOrDefault(name => QueryJson.AreSame(name, header.Field)) is { } field)
            throw HttpRefusal.Of((field, $"stands in the query, which ends up in logs. Send the header {header.Name}."));
        return request.Headers[header.Name] is [{ Length: > 0 }] value ? request.Query.Append(new(header.Field, value)) : request.Query;
    }

    private async ValueTask<TRequest> FromBodyAsync(HttpRequest request)
    {
        var text = await TextAsync(request);
        return text.Length == 0 ? Empty() : (TRequest)JsonText.Parse(text, route.Method.InputType);
    }

    private ValueTask<string> TextAsync(HttpRequest request) => request.Query.FirstOrDefault() is { Key: { } name }
        ? throw HttpRefusal.Of((name, "stands in the query; a POST takes all its fields in the body."))
        : RequestBody.ReadAsync(request, bytesMax);

    private TRequest Empty() => parser.ParseFrom([]);

    private void SetCommandId(TRequest request, HttpRequest http)
    {
        if (http.Headers[IdempotencyKey] is [{ Length: > 0 } key])
            SetOnce(request, _commandId!, key.Trim().Trim('"'), IdempotencyKey);
        else if (Value(request, _commandId!).Length == 0)
            throw HttpRefusal.Of((_commandId!.Name,
                $"is missing. Send the header {IdempotencyKey}: a UUID version 7 (RFC 9562), chosen once per act and kept over retries."));
    }

    /// <summary>A field that is said twice has to be said the same.</summary>
    private static void SetOnce(TRequest request, FieldDescriptor field, string value, string place)
    {
        if (Value(request, field) is { Length: > 0 } other && other != value)
            throw HttpRefusal.Of((field.Name, $"is '{other}' in the request's fields and '{value}' in its {place}."));
        field.Accessor.SetValue(request, value);
    }

    private static void SetCursor(TRequest request, FieldDescriptor field, string id)
    {
        if (field.FieldType == FieldType.String) field.Accessor.SetValue(request, id);
        else if (long.TryParse(id, out var number)) field.Accessor.SetValue(request, number);
        else throw HttpRefusal.Of((field.Name, $"is '{id}' in {LastEventId}, which is no id of this stream."));
    }

    private static string Value(TRequest request, FieldDescriptor field) => (string)field.Accessor.GetValue(request);
}
