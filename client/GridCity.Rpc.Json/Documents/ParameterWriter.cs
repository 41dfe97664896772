using Google.Protobuf.Reflection;
using GridCity.Rpc.Json.Server;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json.Documents;

/// <summary>What stands in the path, the query and the headers of one route.</summary>
internal sealed class ParameterWriter(JsonRoute route, ProtoComments comments, SchemaWriter schemas)
{
    private const string KeyWords =
        "The command id, a UUID version 7: chosen once per act and kept over retries. Required unless the body has command_id.";

    public IEnumerable<IOpenApiParameter> All()
    {
        var inPath = route.PathFields.Select(field => field.Name).ToHashSet();
        foreach (var field in route.PathFields) yield return Parameter(field, field.Name, ParameterLocation.Path);
        if (route.Verb == "GET" || route.SentBytes is not null)
            foreach (var one in Query(route.Method.InputType, "").Where(one => !inPath.Contains(one.Name!) && !IsElsewhere(one.Name!)))
                yield return one;
        if (route.InHeader is { } header) yield return Header(header.Name, $"{header.Field} of the request.");
        if (route.Method.InputType.FindFieldByName("command_id") is not null) yield return Header("Idempotency-Key", KeyWords);
        if (route.VersionOf is not null) yield return Header("If-None-Match", "The ETag of what the caller has.");
        if (route.Cursor is not null) yield return Header("Last-Event-ID", "Id of the last event seen: the stream goes on after it.");
    }

    private bool IsElsewhere(string field) => field == route.InHeader?.Field || field == route.SentBytes?.Name;

    /// <summary>Fields of fields are written with a dot.</summary>
    private IEnumerable<OpenApiParameter> Query(MessageDescriptor message, string prefix) =>
        message.Fields.InDeclarationOrder().SelectMany(field => Nested(field) is { } inner
            ? Query(inner, $"{prefix}{field.Name}.")
            : [Parameter(field, prefix + field.Name, ParameterLocation.Query)]);

    private static MessageDescriptor? Nested(FieldDescriptor field) => field.IsRepeated ? null : MessageFields.Inner(field);

    private OpenApiParameter Parameter(FieldDescriptor field, string name, ParameterLocation place) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Description = comments.Of(field.FullName),
        Schema = schemas.Of(field),
    };

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
