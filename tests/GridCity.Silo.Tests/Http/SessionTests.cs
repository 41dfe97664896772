using System.Text.Json;
using GridCity.Grains;
using GridCity.Silo.Access;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Http;

/// <summary>People sign in over HTTP/JSON, and a session may do what a token of its post may.</summary>
public sealed class SessionTests(SharedSilo shared)
{
    private static readonly Post Agent = new(Role.Agent, "", [], SeesPhone: false);

    [Fact]
    public async Task A_session_is_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "cookie-agent", Agent);

        Assert.Matches("^gridcity_session=[A-Za-z0-9_-]{43}; ", own.SetCookie);
        Assert.Contains("httponly", own.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", own.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", own.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("cookie-agent", own.Session.GetProperty("person").GetString());
        Assert.Equal("agent", own.Session.GetProperty("posts")[0].GetProperty("role").GetString());
        Assert.Equal(own.Csrf, (await own.GetAsync("/v1/session")).Done().GetProperty("csrf").GetString());
        Assert.Equal("Small city", (await own.GetAsync("/v1/city")).Done().GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_act_with_the_cookie_alone_is_refused()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "csrf-agent", Agent);
        var other = await SignedIn.AsAsync(shared.Silo, "csrf-other", Agent);

        foreach (var csrf in new[] { null, "", "guessed", other.Csrf })
            Assert.Contains("X-GridCity-Csrf", (await RegisterAsync(own, csrf)).Problem(403).GetProperty("detail").GetString());

        Assert.Equal(200, (await RegisterAsync(own, own.Csrf)).Status);
    }

    [Fact]
    public async Task Whoever_has_no_session_that_works_is_told_to_sign_in()
    {
        using var nobody = WebCaller.With(shared.Silo, token: null);

        (await nobody.GetAsync("/v1/session")).Problem(401);
        (await nobody.GetAsync("/v1/session", ("Cookie", "gridcity_session=" + new string('a', 43)))).Problem(401);
        (await nobody.GetAsync("/v1/session", ("Cookie", "gridcity_session=nonsense"))).Problem(401);
        (await nobody.PostAsync("/v1/session", """{"account": "nobody", "password": "never mind", "code": "123456"}""")).Problem(401);
        (await nobody.PostAsync("/v1/session", """{"account": "nobody", "code": "123456"}""")).Names("password");
        (await nobody.PostAsync("/v1/session/renew", """{"password": "never mind", "code": "123456"}""")).Problem(401);
    }

    [Fact]
    public async Task What_has_ended_works_no_more_on_the_silo_that_ended_it()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "leaving", Agent);
        Assert.Equal(200, (await own.GetAsync("/v1/city")).Status);
        var ended = await own.EndAsync();
        Assert.Equal(200, ended.Status);
        Assert.Contains("expires=Thu, 01 Jan 1970", ended.Headers["Set-Cookie"], StringComparison.Ordinal);

        (await own.GetAsync("/v1/city")).Problem(401);
    }

    [Fact]
    public async Task A_renewed_session_goes_on_where_the_old_one_was()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "renewing", Agent, new(Role.Clerk, "", [], SeesPhone: false));
        var clerk = own.Session.GetProperty("posts")[1].GetProperty("post_id").GetString();
        (await own.PostAsync("/v1/session/post", $$"""{"post_id": "{{clerk}}"}""", own.Csrf)).Done();

        var next = await own.RenewAsync();

        Assert.Equal(clerk, next.Session.GetProperty("post_id").GetString());
        Assert.NotEqual(own.Csrf, next.Csrf);
        (await own.GetAsync("/v1/city")).Problem(401);
        Assert.Equal(200, (await next.GetAsync("/v1/city")).Status);
    }

    [Fact]
    public async Task A_session_is_kept_to_the_role_and_the_areas_of_its_post()
    {
        var elsewhere = await SignedIn.AsAsync(shared.Silo, "elsewhere", Agent with { Areas = ["999"] }, Agent);
        var path = $"/v1/cases/{(await shared.Crew.RegisterAsync()).CaseId}";
        var everywhere = elsewhere.Session.GetProperty("posts")[1].GetProperty("post_id").GetString()!;

        (await elsewhere.GetAsync(path)).Problem(403);
        (await elsewhere.PostAsync("/v1/users", """{"id": "made-by-agent"}""", elsewhere.Csrf)).Problem(403);
        Assert.Equal(200, (await elsewhere.GetAsync(path, ("X-GridCity-Post", everywhere))).Status);
        (await elsewhere.GetAsync(path, ("X-GridCity-Post", "no-post"))).Problem(401);
    }

    [Fact]
    public async Task An_administrator_makes_an_account_and_takes_it_away()
    {
        using var admin = await WebCaller.OfAsync(shared.Silo, Role.Administrator, "account-admin");
        (await admin.PostAsync("/v1/users", """{"id": "hired", "label": "Li Na"}""")).Done();
        (await admin.PostAsync("/v1/users/hired/posts", """{"role": "clerk"}""")).Done();
        (await admin.PostAsync("/v1/users/hired/password", """{"password": "short"}""")).Names("password");
        var password = (await admin.PostAsync("/v1/users/hired/password", "{}")).Done().GetProperty("password").GetString()!;
        var secret = (await admin.PostAsync("/v1/users/hired/second-factor", "{}")).Done().GetProperty("secret").GetString()!;
        using var web = WebCaller.With(shared.Silo, token: null);
        var own = await SignedIn.BeginAsync(web, new("hired", password, Silo.Access.Sessions.Totp.Parse(secret)!));
        Assert.Equal("Li Na", own.Session.GetProperty("name").GetString());
        Assert.True((await admin.GetAsync("/v1/users/hired")).Done().GetProperty("can_sign_in").GetBoolean());

        Assert.Equal(1, (await admin.PostAsync("/v1/users/hired/end-sessions", "{}")).Done().GetProperty("ended").GetInt32());

        (await own.GetAsync("/v1/session")).Problem(401);
    }

    [Fact]
    public async Task Nobody_sets_the_password_of_whoever_may_do_more()
    {
        await SignedIn.AsAsync(shared.Silo, "mayor", new Post(Role.Administrator, "", [], SeesPhone: false));
        var token = await shared.Silo.TokenAsync(Role.Administrator, "local-admin", area: "330106001");
        using var local = WebCaller.With(shared.Silo, token.Text);

        (await local.PostAsync("/v1/users/mayor/password", "{}")).Problem(403);
        (await local.PostAsync("/v1/users/mayor/second-factor", "{}")).Problem(403);
        (await local.PostAsync("/v1/users/mayor/end-sessions", "{}")).Problem(403);
    }

    [Fact]
    public async Task Beginning_ending_and_failing_are_in_the_audit_log()
    {
        var own = await SignedIn.AsAsync(shared.Silo, "audited", Agent);
        await own.EndAsync();
        using var stranger = WebCaller.With(shared.Silo, token: null);
        (await stranger.PostAsync("/v1/session", """{"account": "audited", "password": "guess guess", "code": "123456"}""")).Problem(401);

        Assert.Equal(["session.begun", "session.ended"], await AuditedAsync("SELECT action FROM audit WHERE subject = 'audited' ORDER BY sequence"));
        await Eventually.Is(
            async () => (await AuditedAsync("SELECT action FROM audit WHERE detail->>'account' = 'audited'")).Contains(AccessAudit.DeniedAction),
            "the refused log-in is in the audit log");
    }

    private async Task<List<string>> AuditedAsync(string sql)
    {
        var found = new List<string>();
        await using var command = shared.Silo.Database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }

    private static Task<WebAnswer> RegisterAsync(SignedIn own, string? csrf) =>
        own.PostAsync(
            "/v1/cases",
            JsonSerializer.Serialize(new { category = "0101", place = new { latitude = SmallCity.Latitude, longitude = SmallCity.Longitude } }),
            csrf, ("Idempotency-Key", Crew.NewId()));
}
