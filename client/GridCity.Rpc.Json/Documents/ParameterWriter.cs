using Google.Protobuf.Reflection;
using GridCity.Rpc.Json.Server;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json.Documents;

/// <summary>What stands in the path, the query and the headers of one route.</summary>
internal sealed class ParameterWriter(JsonRoute route, ProtoComments comments, SchemaWriter schemas)
{
    public IEnumerable<IOpenApiParameter> All() =>
    [
        .. route.PathFields.Select(field => Parameter(field, field.Name, ParameterLocation.Path)),
        .. route.Verb == "GET" ? Query(route.Method.InputType, "").ExceptBy(route.PathFields.Select(field => field.Name), one => one.Name) : [],
        .. route.Method.InputType.FindFieldByName("command_id") is null
            ? Array.Empty<IOpenApiParameter>()
            : [Header("Idempotency-Key", "The command id, a UUID version 7: chosen once per act and kept over retries. Required unless the body has command_id.")],
        .. route.VersionOf is null ? Array.Empty<IOpenApiParameter>() : [Header("If-None-Match", "The ETag of what the caller has.")],
        .. route.Cursor is null ? Array.Empty<IOpenApiParameter>() : [Header("Last-Event-ID", "Id of the last event seen: the stream goes on after it.")],
    ];

    /// <summary>Fields of fields are written with a dot.</summary>
    private IEnumerable<IOpenApiParameter> Query(MessageDescriptor message, string prefix) =>
        message.Fields.InDeclarationOrder().SelectMany(field => Nested(field) is { } inner
            ? Query(inner, $"{prefix}{field.Name}.")
            : [Parameter(field, prefix + field.Name, ParameterLocation.Query)]);

    private static MessageDescriptor? Nested(FieldDescriptor field) =>
        field is { FieldType: FieldType.Message, IsRepeated: false } && !MessageFields.IsWellKnown(field.MessageType) ? field.MessageType : null;

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
