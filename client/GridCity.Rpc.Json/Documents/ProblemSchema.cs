using GridCity.Rpc.Json.Server;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json.Documents;

/// <summary>The problem document in OpenAPI's words: one schema and one response for all refusals.</summary>
internal static class ProblemSchema
{
    /// <summary>Of the response and of the schema.</summary>
    public const string Name = "Problem";

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>(Name, Schema());
        document.AddComponent<IOpenApiResponse>(Name, new OpenApiResponse
        {
            Description = "Refused or failed (RFC 9457).",
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds after which the same request may succeed; absent when asking again does not help.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                },
            },
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.ContentType] = new() { Schema = new OpenApiSchemaReference(Name, document) },
            },
        });
    }

    private static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:gridcity:problem: and the code in small letters, or about:blank."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The status of HTTP." },
            ["detail"] = Text("What was wrong and what to do next; for people."),
            ["instance"] = Text("The path that was asked."),
            ["code"] = Text("The status of gRPC, such as FAILED_PRECONDITION."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "By field, what is wrong with it.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
        },
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
