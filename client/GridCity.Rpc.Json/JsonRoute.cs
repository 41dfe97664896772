using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Json;

/// <summary>
/// One line of the table that gives methods of gRPC a place in HTTP. Placeholders of the path are fields of the request;
/// the other fields come from the query of a GET, or from the JSON object in the body of a POST. A method with streams in
/// both directions takes a JSON array of its requests and answers with events.
/// </summary>
/// <param name="Verb">GET for what only reads, DELETE for what ends a thing, PUT for bytes, else POST.</param>
/// <param name="Path">Such as <c>/v1/cases/{case_id}/file</c>.</param>
/// <param name="Method">Of any kind; one with a stream of requests and one answer takes bytes, see <see cref="Sent"/>.</param>
public sealed record JsonRoute(string Verb, string Path, MethodDescriptor Method)
{
    /// <summary>The version of what is read, for <c>ETag</c>; null where there is none.</summary>
    public Func<IMessage, IMessage, long?>? VersionOf { get; private init; }

    /// <summary>How a stream of events is resumed; null for one that cannot be.</summary>
    public StreamCursor? Cursor { get; private init; }

    /// <summary>Where the pieces of a stream hold the body that they make up; null for a stream of events.</summary>
    public StreamBody? Body { get; private init; }

    /// <summary>The field of the requests that the body's bytes are for; null for a body of JSON.</summary>
    public FieldDescriptor? SentBytes { get; private init; }

    /// <summary>A field that comes in a header; null for none.</summary>
    public FieldHeader? InHeader { get; private init; }

    /// <summary>Fields that the path holds, in its order.</summary>
    public IReadOnlyList<FieldDescriptor> PathFields => [.. Placeholders().Select(Text)];

    /// <exception cref="ArgumentException">The service has no such method, or a placeholder is no text field of its request.</exception>
    public static JsonRoute Get(string path, ServiceDescriptor service, string method) => Checked("GET", path, service, method);

    /// <inheritdoc cref="Get"/>
    public static JsonRoute Post(string path, ServiceDescriptor service, string method) => Checked("POST", path, service, method);

    /// <inheritdoc cref="Get"/>
    public static JsonRoute Delete(string path, ServiceDescriptor service, string method) => Checked("DELETE", path, service, method);

    /// <inheritdoc cref="Get"/>
    public static JsonRoute Put(string path, ServiceDescriptor service, string method) => Checked("PUT", path, service, method);

    /// <summary>
    /// Takes the body as bytes, whatever their type: a stream of requests is made of them, and the first one has the fields of
    /// the query.
    /// </summary>
    /// <param name="content">The field of each request that holds its bytes.</param>
    public JsonRoute Sent(string content) => this with { SentBytes = Field(Method.InputType, content) };

    /// <summary>Takes a field that names a person in a header, so that it ends up in no log of addresses.</summary>
    public JsonRoute With(FieldHeader header) => this with { InHeader = header };

    /// <summary>Gives the answers to a read their version.</summary>
    /// <param name="version">Null for an answer that nobody may keep.</param>
    public JsonRoute Versioned<TRequest, TReply>(Func<TRequest, TReply, long?> version)
        where TRequest : IMessage
        where TReply : IMessage =>
        this with { VersionOf = (request, reply) => version((TRequest)request, (TReply)reply) };

    /// <summary>Lets a stream of events be resumed after the last one seen.</summary>
    /// <param name="request">The field of the request that takes the cursor.</param>
    /// <param name="reply">The field of each event that holds it.</param>
    public JsonRoute Resumed(string request, string reply) =>
        this with { Cursor = new(Field(Method.InputType, request), Field(Method.OutputType, reply)) };

    /// <summary>Sends a stream of pieces as one body in place of events.</summary>
    /// <param name="content">The field of each piece that holds its bytes.</param>
    /// <param name="mediaType">The field of the first piece that says what they are; null for JSON.</param>
    public JsonRoute Whole(string content, string? mediaType = null) =>
        this with { Body = new(Field(Method.OutputType, content), mediaType is null ? null : Field(Method.OutputType, mediaType)) };

    /// <summary>Lets a caller keep the body for a week without asking again: its path names what it is of.</summary>
    /// <param name="tag">The field of the first piece that stays while the body does.</param>
    public JsonRoute Kept(string tag) => this with { Body = Body! with { Tag = Field(Method.OutputType, tag) } };

    public override string ToString() => $"{Verb} {Path}";

    private static JsonRoute Checked(string verb, string path, ServiceDescriptor service, string method)
    {
        var found = service.FindMethodByName(method) ?? throw new ArgumentException($"{service.FullName} has no method {method}.");
        var route = new JsonRoute(verb, path, found);
        _ = route.PathFields;
        return route;
    }

    private IEnumerable<string> Placeholders() =>
        Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..^1]);

    private FieldDescriptor Text(string name) => Field(Method.InputType, name) is { FieldType: FieldType.String, IsRepeated: false } field
        ? field
        : throw new ArgumentException($"{Path}: {name} is no text.");

    private static FieldDescriptor Field(MessageDescriptor message, string name) =>
        message.FindFieldByName(name) ?? throw new ArgumentException($"{message.FullName} has no field {name}.");
}

/// <summary>Where a stream's pieces hold their bytes, and the first of them the media type.</summary>
/// <param name="Tag">What names the body as it is; null for one that nobody may keep.</param>
public sealed record StreamBody(FieldDescriptor Content, FieldDescriptor? MediaType, FieldDescriptor? Tag = null);

/// <summary>Where a stream's cursor stands in the request and in each of its events.</summary>
public sealed record StreamCursor(FieldDescriptor Request, FieldDescriptor Reply);

/// <summary>A header that holds a field of the request.</summary>
/// <param name="Field">Path of the field from the request on, as in the .proto, such as <c>photo.caller_phone</c>.</param>
public sealed record FieldHeader(string Name, string Field);
