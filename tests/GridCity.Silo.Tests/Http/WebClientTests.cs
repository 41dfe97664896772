using System.Text.Json;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>The pages are built without a silo at hand: their calls are typed by a copy of the OpenAPI document.</summary>
public sealed class WebClientTests(SharedSilo shared)
{
    private const string AcceptVariable = "GRIDCITY_ACCEPT_CONTRACT";

    private static readonly string Copy = Path.Combine(Repository.Root, "client", "web", "openapi.json");

    /// <summary>
    /// What the copy has and a silo does not would be a broken page. What a silo has besides, and other words, come into the
    /// copy when it is written next.
    /// </summary>
    [Fact]
    public async Task Whatever_the_pages_may_call_is_served()
    {
        using var nobody = WebCaller.With(shared.Silo, token: null);
        var now = (await nobody.GetAsync("/openapi/v1.json")).Json;
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") await File.WriteAllTextAsync(Copy, now.GetRawText().TrimEnd() + "\n");
        using var copy = JsonDocument.Parse(await File.ReadAllTextAsync(Copy));

        var missing = new List<string>();
        foreach (var part in (string[])["paths", "components"])
            Compare(copy.RootElement.GetProperty(part), now.GetProperty(part), part, missing);

        Assert.True(
            missing.Count == 0,
            $"client/web/openapi.json has what no silo serves: run this test with {AcceptVariable}=1, build client/web and commit:\n"
            + string.Join('\n', missing));
    }

    private static void Compare(JsonElement copy, JsonElement now, string where, List<string> missing)
    {
        if (copy.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
            foreach (var property in copy.EnumerateObject().Where(property => !IsForPeople(property)))
                if (now.TryGetProperty(property.Name, out var there)) Compare(property.Value, there, $"{where} {property.Name}", missing);
                else missing.Add($"{where} {property.Name}");
        else if (copy.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array)
            missing.AddRange(copy.EnumerateArray()
                .Where(one => !now.EnumerateArray().Any(other => Holds(one, other)))
                .Select(one => $"{where} {one.GetRawText()}"));
        else if (!JsonElement.DeepEquals(copy, now)) missing.Add(where);
    }

    private static bool Holds(JsonElement one, JsonElement other)
    {
        var missing = new List<string>();
        Compare(one, other, "", missing);
        return missing.Count == 0;
    }

    private static bool IsForPeople(JsonProperty property) =>
        property.Name is "description" or "summary" && property.Value.ValueKind == JsonValueKind.String;
}
