using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json.Documents;

/// <summary>Describes the routes as an OpenAPI document: operations from the table, words from the comments of the contracts.</summary>
internal sealed class DocumentWriter(JsonApi api, OpenApiDocument document)
{
    private const string Bearer = "bearer";

    private readonly SchemaWriter _schemas = new(api.Comments, document);

    public void Write()
    {
        document.Info = new() { Title = api.Title, Description = api.Description, Version = api.Version };
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.AddComponent(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "A token that an administrator made.",
        });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        document.Tags = new HashSet<OpenApiTag>(api.Routes.Select(route => route.Method.Service).Distinct().Select(Tag));
        ProblemSchema.AddTo(document);
        document.Paths = [];
        foreach (var path in api.Routes.GroupBy(route => route.Path)) document.Paths[path.Key] = Item(path);
    }

    private OpenApiTag Tag(ServiceDescriptor service) => new() { Name = service.Name, Description = api.Comments.Of(service.FullName) };

    private OpenApiPathItem Item(IEnumerable<JsonRoute> routes)
    {
        var item = new OpenApiPathItem();
        foreach (var route in routes) item.AddOperation(HttpMethod.Parse(route.Verb), Operation(route));
        return item;
    }

    private OpenApiOperation Operation(JsonRoute route)
    {
        var comment = api.Comments.Of(route.Method.FullName);
        return new()
        {
            OperationId = OperationId(route),
            Summary = FirstSentence(comment),
            Description = comment,
            Tags = new HashSet<OpenApiTagReference> { new(route.Method.Service.Name, document) },
            Parameters = [.. new ParameterWriter(route, api.Comments, _schemas).All()],
            RequestBody = route.Verb == "GET" ? null : Body(route),
            Responses = Responses(route),
        };
    }

    /// <summary>A method with several routes is told apart by what their paths hold.</summary>
    private string OperationId(JsonRoute route) =>
        $"{route.Method.Service.Name}_{route.Method.Name}"
        + (api.Routes.First(one => one.Method == route.Method) == route
            ? ""
            : $"_by_{string.Join('_', route.PathFields.Select(field => field.Name))}");

    private OpenApiRequestBody Body(JsonRoute route)
    {
        var (type, schema, words) = route switch
        {
            { SentBytes: not null } => ("*/*", new OpenApiSchema(), "The bytes; what they are is seen from them."),
            { Method.IsClientStreaming: true } =>
                ("application/json", new OpenApiSchema { Type = JsonSchemaType.Array, Items = _schemas.Of(route.Method.InputType) },
                    "All requests in their order; each is answered by an event."),
            _ => ("application/json", _schemas.Of(route.Method.InputType), "Fields that stand in the path or in a header may be left out here."),
        };
        return new() { Description = words, Content = Content(type, schema) };
    }

    private OpenApiResponses Responses(JsonRoute route)
    {
        var responses = new OpenApiResponses { ["200"] = Answer(route) };
        if (route.VersionOf is not null) responses["304"] = new OpenApiResponse { Description = "The caller has this version already." };
        responses["4XX"] = new OpenApiResponseReference(ProblemSchema.Name, document);
        responses["5XX"] = new OpenApiResponseReference(ProblemSchema.Name, document);
        return responses;
    }

    private OpenApiResponse Answer(JsonRoute route)
    {
        var (type, schema, words) = (route.Method.IsServerStreaming, route.Body) switch
        {
            (true, null) =>
                ("text/event-stream", _schemas.Of(route.Method.OutputType), "Server-sent events; the data of each is this object."),
            (true, { MediaType: null }) => ("application/json", new OpenApiSchema { Type = JsonSchemaType.Object }, "One JSON text."),
            (true, _) => ("*/*", new OpenApiSchema(), "The bytes, with their media type."),
            _ => ("application/json", _schemas.Of(route.Method.OutputType), "Done."),
        };
        var answer = new OpenApiResponse { Description = words, Content = Content(type, schema) };
        if (route.VersionOf is not null) answer.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Tag() };
        return answer;
    }

    private static OpenApiHeader Tag() =>
        new() { Description = "The version, in quotes.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) =>
        new() { [type] = new() { Schema = schema } };

    private static string FirstSentence(string comment)
    {
        var line = comment.Split('\n')[0];
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? line : line[..end]).TrimEnd('.');
    }
}
