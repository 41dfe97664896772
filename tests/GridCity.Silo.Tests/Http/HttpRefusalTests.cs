using System.Net.Http.Headers;
using System.Text;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>Whatever is wrong is a problem document that says what, where, and what to do.</summary>
public sealed class HttpRefusalTests(SharedSilo shared)
{
    [Fact]
    public async Task Without_a_token_that_works_nothing_is_answered()
    {
        using var nobody = WebCaller.With(shared.Silo, token: null);
        using var stranger = WebCaller.With(shared.Silo, "gc_unknown");

        var refused = await nobody.GetAsync("/v1/city");

        Assert.Equal("UNAUTHENTICATED", refused.Problem(401).GetProperty("code").GetString());
        Assert.Equal("Bearer", refused.Headers["WWW-Authenticate"]);
        (await stranger.GetAsync("/v1/city")).Problem(401);
    }

    [Fact]
    public async Task Statuses_of_grpc_have_theirs_in_http()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");
        var path = $"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}";
        var standard = $$"""{"standard": "{{SmallCity.Standard}}"}""";

        var early = await clerk.PostAsync($"{path}/close", standard, Crew.NewId());
        var denied = await agent.PostAsync($"{path}/file", standard, Crew.NewId());
        var unknown = await clerk.GetAsync($"/v1/cases/{new string('0', 32)}");

        Assert.Contains("registered", early.Problem(409).GetProperty("detail").GetString());
        Assert.Equal("urn:gridcity:problem:failed-precondition", early.Json.GetProperty("type").GetString());
        Assert.Equal($"{path}/close", early.Json.GetProperty("instance").GetString());
        denied.Problem(403);
        unknown.Problem(404);
    }

    [Fact]
    public async Task A_field_that_the_service_refuses_is_named()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        (await clerk.GetAsync("/v1/cases/not-an-id")).Names("case_id");
        (await clerk.GetAsync("/v1/cases?page_size=5000")).Names("page_size");
    }

    [Fact]
    public async Task An_act_without_a_key_is_told_to_send_one()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        var refused = await clerk.PostAsync($"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}/file", "{}");

        refused.Names("command_id");
        Assert.Contains("Idempotency-Key", refused.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_is_not_json_is_told_where()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");

        var broken = await agent.PostAsync("/v1/cases", "{\"category\": \"0101\",\n  oops}", Crew.NewId());

        Assert.Contains("line 2, position 3", broken.Problem(400).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"categori": "0101"}""", "categori")]
    [InlineData("""{"place": {"lat": 1}}""", "place.lat")]
    [InlineData("""{"place": {"latitude": "north"}}""", "place.latitude")]
    [InlineData("""{"occurred_at": "yesterday"}""", "occurred_at")]
    [InlineData("""{"suggestDuplicates": "maybe"}""", "suggestDuplicates")]
    [InlineData("""{"kind": "SOURCE_KIND_STRANGE"}""", "kind")]
    public async Task A_field_that_cannot_be_read_is_named(string body, string field)
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");

        (await agent.PostAsync("/v1/cases", body, Crew.NewId())).Names(field);
    }

    [Theory]
    [InlineData("/v1/cases?stage=STAGE_FILED", "stage")]
    [InlineData("/v1/cases?filter.stage=FILED", "filter.stage")]
    [InlineData("/v1/cases?page_size=many", "page_size")]
    [InlineData("/v1/cases?page_size=1&page_size=2", "page_size")]
    [InlineData("/v1/cases?filter.overdue=perhaps", "filter.overdue")]
    public async Task A_query_that_cannot_be_read_is_named(string path, string field)
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        (await clerk.GetAsync(path)).Names(field);
    }

    [Fact]
    public async Task A_field_said_twice_is_said_the_same()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var path = $"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}/file";

        (await clerk.PostAsync(path, """{"case_id": "another"}""", Crew.NewId())).Names("case_id");
        (await clerk.PostAsync(path, $$"""{"command_id": "{{Crew.NewId()}}"}""", Crew.NewId())).Names("command_id");
        (await clerk.PostAsync($"{path}?standard=0101", "{}", Crew.NewId())).Names("standard");
    }

    [Fact]
    public async Task A_body_of_another_type_or_size_or_encoding_is_refused()
    {
        using var agent = await WebCaller.OfAsync(shared.Silo, Role.Agent, "web-agent");

        var form = await agent.PostAsync("/v1/cases", new FormUrlEncodedContent([new("category", "0101")]));
        var large = await agent.PostAsync("/v1/cases", Json(Encoding.UTF8.GetBytes($$"""{"address": "{{new string('a', 5_000_000)}}"}""")));
        var latin = await agent.PostAsync("/v1/cases", Json("{\"address\": \"\xe9\"}"u8.ToArray()[..13].Append((byte)0xe9).ToArray()));

        form.Problem(415);
        large.Problem(413);
        Assert.Contains("UTF-8", latin.Problem(400).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_unknown_path_and_a_wrong_verb_are_problems_too()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        var nowhere = await clerk.GetAsync("/v1/nowhere");
        var verb = await clerk.SendAsync(new(HttpMethod.Delete, "/v1/cases"));

        Assert.Contains("/v1/nowhere", nowhere.Problem(404).GetProperty("detail").GetString());
        verb.Problem(405);
        Assert.Equal(["GET", "POST"], verb.Headers["Allow"].Split(", ").Order());
    }

    [Fact]
    public async Task A_precondition_is_refused_not_passed_over()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var path = $"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}/file";

        var refused = await clerk.PostAsync(path, Json("{}"u8.ToArray()), ("Idempotency-Key", Crew.NewId()), ("If-Match", "\"1\""));

        Assert.Contains("If-Match", refused.Problem(400).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Whoever_comes_too_often_is_told_when_to_come_again()
    {
        await using var silo = await TestSilo.StartAsync(limits: new() { CallerStreamsMax = 0 });
        using var clerk = await WebCaller.OfAsync(silo, Role.Clerk, "web-clerk");

        var refused = await clerk.GetAsync($"/v1/watch?case.case_id={new string('0', 32)}");

        Assert.Equal("RESOURCE_EXHAUSTED", refused.Problem(429).GetProperty("code").GetString());
        Assert.Equal("1", refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Health_and_metrics_are_not_shown_to_the_world()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        using var operations = new HttpClient { BaseAddress = shared.Silo.Health };

        (await clerk.GetAsync("/metrics")).Problem(404);
        Assert.Contains("gridcity", await operations.GetStringAsync("/metrics"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await operations.GetAsync("/v1/version")).StatusCode);
    }

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
