using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GridCity.Rpc.Json.Server;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json.Documents;

/// <summary>Messages as schemas, by the JSON mapping of proto3; each message and each enumeration becomes a component once.</summary>
internal sealed class SchemaWriter(ProtoComments comments, OpenApiDocument document)
{
    /// <summary>A reference to a message.</summary>
    public IOpenApiSchema Of(MessageDescriptor message) => Component(message.FullName, () => new()
    {
        Type = JsonSchemaType.Object,
        Description = OrNull(comments.Of(message.FullName)),
        Properties = message.Fields.InDeclarationOrder().ToDictionary(field => field.Name, Of),
        AdditionalPropertiesAllowed = false,
    });

    /// <summary>A field with its comment.</summary>
    public IOpenApiSchema Of(FieldDescriptor field)
    {
        var schema = field.IsRepeated
            ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = One(field) }
            : One(field);
        schema.Description = OrNull(comments.Of(field.FullName)) ?? schema.Description;
        return schema;
    }

    private IOpenApiSchema One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.String => new OpenApiSchema { Type = JsonSchemaType.String },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Double or FieldType.Float => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Enum => Of(field.EnumType),
        FieldType.Message when field.MessageType == Timestamp.Descriptor =>
            new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        FieldType.Message when MessageFields.IsWellKnown(field.MessageType) => new OpenApiSchema(),
        FieldType.Message => Of(field.MessageType),
        FieldType.Int64 or FieldType.UInt64 or FieldType.Fixed64 or FieldType.SFixed64 or FieldType.SInt64 =>
            new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64" },
        _ => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
    };

    private IOpenApiSchema Of(EnumDescriptor type) => Component(type.FullName, () => new()
    {
        Type = JsonSchemaType.String,
        Description = string.Join('\n', (string[])[comments.Of(type.FullName), .. type.Values.Select(Words)]).Trim(),
        Enum = [.. type.Values.Select(value => (JsonNode)value.Name)],
    });

    private string Words(EnumValueDescriptor value) =>
        comments.Of($"{value.EnumDescriptor.FullName}.{value.Name}") is { Length: > 0 } words ? $"- {value.Name}: {words}" : "";

    private OpenApiSchemaReference Component(string name, Func<OpenApiSchema> make)
    {
        if (document.Components?.Schemas?.ContainsKey(name) != true)
        {
            // Known before it is complete: a message may hold itself.
            var schema = new OpenApiSchema();
            document.AddComponent<IOpenApiSchema>(name, schema);
            document.Components!.Schemas![name] = make();
        }

        return new(name, document);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
