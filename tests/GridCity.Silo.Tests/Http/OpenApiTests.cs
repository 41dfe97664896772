using System.Diagnostics;
using System.Text.Json;
using GridCity.Silo.Edges.Http;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Http;

/// <summary>The OpenAPI document says what the routes are, in the words of the contracts.</summary>
public sealed class OpenApiTests(SharedSilo shared)
{
    [Fact]
    public async Task Every_route_is_described_once()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var described = from path in document.GetProperty("paths").EnumerateObject()
                        from operation in path.Value.EnumerateObject()
                        select $"{operation.Name.ToUpperInvariant()} {path.Name}";
        Assert.Equal(HttpRoutes.All.Select(route => route.ToString()).Order(), described.Order());
    }

    [Fact]
    public async Task Every_operation_has_words_an_id_of_its_own_and_refusals()
    {
        var operations = Operations(await DocumentAsync()).ToList();

        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("summary").GetString()!));
        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("description").GetString()!));
        Assert.All(operations, operation => Assert.True(operation.GetProperty("responses").TryGetProperty("4XX", out _)));
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Words_come_from_the_contracts()
    {
        var document = await DocumentAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Contains("立案", document.GetProperty("paths").GetProperty("/v1/cases/{case_id}/file").GetProperty("post").GetProperty("summary").GetString());
        Assert.Contains("UUID", schemas.GetProperty("gridcity.desk.v1.FileRequest").GetProperty("properties").GetProperty("command_id").GetProperty("description").GetString());
        Assert.Contains("结案", schemas.GetProperty("gridcity.type.v1.Stage").GetProperty("description").GetString());
        Assert.Equal("date-time", schemas.GetProperty("gridcity.type.v1.TimelineEntry").GetProperty("properties").GetProperty("recorded_at").GetProperty("format").GetString());
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var references = Strings(document, "$ref").Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Leads(document, reference), reference));
    }

    [Fact]
    public async Task Calls_need_a_bearer_token()
    {
        var document = await DocumentAsync();

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("security")[0].TryGetProperty("bearer", out _));
    }

    [Fact]
    public async Task A_parser_that_is_not_ours_finds_it_valid()
    {
        var folder = Path.Combine(Repository.Root, "tests", "GridCity.Silo.Tests", "openapi");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new SkippedException($"the OpenAPI validator is not there: run ops/test --all, or 'npm ci' in {Path.GetRelativePath(Repository.Root, folder)}");
        using var temporary = new TestFolder();
        var file = Path.Combine(temporary.Path, "openapi.json");
        await File.WriteAllTextAsync(file, (await DocumentAsync()).GetRawText());

        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "validate.mjs"), file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        Assert.Equal("valid OpenAPI 3.1", (await node.StandardOutput.ReadToEndAsync()).Trim() is { Length: > 0 } said ? said : await errors);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var nobody = WebCaller.With(shared.Silo, token: null);
        return (await nobody.GetAsync("/openapi/v1.json")) is { Status: 200, Json: var document } ? document : throw new InvalidOperationException("No document.");
    }

    private static IEnumerable<JsonElement> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select operation.Value;

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == name && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : Strings(property.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(one => Strings(one, name)),
        _ => [],
    };

    private static bool Leads(JsonElement document, string reference)
    {
        foreach (var part in reference.Split('/').Skip(1))
            if (!document.TryGetProperty(part, out document)) return false;
        return reference.StartsWith("#/", StringComparison.Ordinal);
    }
}
