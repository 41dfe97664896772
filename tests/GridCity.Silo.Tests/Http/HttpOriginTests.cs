using GridCity.Grains;
using GridCity.Silo.Configuration;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Http;

/// <summary>Web pages of other origins may ask only where the operator says so (CORS).</summary>
public sealed class HttpOriginTests(SharedSilo shared)
{
    private const string Desk = "https://desk.example.org";

    [Fact]
    public async Task No_origin_is_allowed_unless_it_is_named()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");

        Assert.DoesNotContain("Access-Control-Allow-Origin", (await clerk.GetAsync("/v1/version", ("Origin", Desk))).Headers.Keys);
    }

    [Fact]
    public async Task A_named_origin_is_told_that_it_may_ask()
    {
        await using var silo = await TestSilo.StartAsync(origins: Desk);
        using var nobody = WebCaller.With(silo, token: null);
        var question = new HttpRequestMessage(HttpMethod.Options, "/v1/cases");

        var may = await nobody.SendAsync(
            question, ("Origin", Desk), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "idempotency-key"));
        var other = await nobody.GetAsync("/v1/version", ("Origin", "https://elsewhere.example"));

        Assert.Equal((204, Desk), (may.Status, may.Headers["Access-Control-Allow-Origin"]));
        Assert.Equal("idempotency-key", may.Headers["Access-Control-Allow-Headers"]);
        Assert.DoesNotContain("Access-Control-Allow-Origin", other.Headers.Keys);
    }

    [Theory]
    [InlineData("desk.example.org")]
    [InlineData("https://desk.example.org/")]
    [InlineData("https://desk.example.org,*")]
    public void What_is_no_origin_is_refused_at_start(string origins)
    {
        var configuration = OptionReader.Configuration(["--http-origins", origins]);

        Assert.Contains("--http-origins", Assert.Throws<OptionException>(() => OptionReader.Read(configuration)).Message);
    }
}
