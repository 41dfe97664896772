using System.Net;
using System.Text;
using GridCity.Rpc.Tests.Support;

namespace GridCity.Rpc.Tests.Json;

/// <summary>A method with one answer over HTTP/JSON.</summary>
public sealed class JsonCallTests
{
    [Fact]
    public async Task A_method_that_fails_says_where_the_log_has_the_reason_and_no_more()
    {
        await using var server = await JsonServer.StartAsync(
            new() { OnUnary = (_, _) => throw new InvalidOperationException("secret of the house") });

        var (status, text) = await PostAsync(server, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("\"code\":\"INTERNAL\"", text);
        Assert.DoesNotContain("secret", text);
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        await using var server = await JsonServer.StartAsync(new());

        var (_, text) = await PostAsync(server, """{"payload": {"body": "?", "size": 1}, "fill_username": 7}""");

        Assert.Contains("\"payload.body\":[\"must be bytes in base64.\"]", text);
        Assert.Contains("\"payload.size\":[\"is not a field of Payload.\"]", text);
        Assert.Contains("\"fill_username\":[\"must be true or false.\"]", text);
    }

    [Theory]
    [InlineData("[]", "The body must be a JSON object.")]
    [InlineData("{\"payload\": ", "not JSON at line 1, position 13")]
    [InlineData("", "")]
    public async Task A_body_is_one_object_or_absent(string body, string detail)
    {
        await using var server = await JsonServer.StartAsync(new());

        var (status, text) = await PostAsync(server, body);

        Assert.Equal(detail.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        Assert.Contains(detail, text);
    }

    [Fact]
    public async Task Text_of_every_script_comes_back_as_it_went()
    {
        var names = string.Concat(Enumerable.Repeat("责任网格 𠮷 é \" \\ \n ", 500));
        await using var server = await JsonServer.StartAsync(
            new() { OnUnary = (request, _) => Task.FromResult(new Grpc.Testing.SimpleResponse { Username = names }) });

        var (_, text) = await PostAsync(server, "{}");

        Assert.Equal(names, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("username").GetString());
    }

    private static async Task<(HttpStatusCode, string)> PostAsync(JsonServer server, string body)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsync("/v1/unary", new StringContent(body, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
