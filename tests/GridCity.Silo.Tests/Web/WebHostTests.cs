using System.Net;
using GridCity.Grains;
using GridCity.Silo.Access;
using GridCity.Silo.Configuration;
using GridCity.Silo.Tests.Http;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Web;

/// <summary>A silo behind a proxy that does TLS, with pages.</summary>
public sealed class WebHostTests
{
    [Fact]
    public async Task A_known_proxy_says_that_it_was_TLS_and_pages_and_cookies_are_so()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.html"), "start");
        await using var silo = await TestSilo.StartAsync(with: options => options with
        {
            Web = folder.Path, HttpProxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")],
        });
        using var web = WebCaller.With(silo, token: null);
        var plain = await SignedIn.AsAsync(silo, "behind-proxy", new Post(Role.Agent, "", [], SeesPhone: false));
        var secure = await SignedIn.BeginAsync(web, plain.Account, apart: 1, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        var page = await web.GetAsync("/", ("X-Forwarded-Proto", "https"));

        Assert.DoesNotContain("secure", plain.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", secure.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("start", "max-age=31536000"), (page.Text, page.Headers["Strict-Transport-Security"]));
        Assert.DoesNotContain("Strict-Transport-Security", (await web.GetAsync("/")).Headers.Keys);
        await using var command = silo.Database.Source.CreateCommand("SELECT detail->>'peer' FROM audit WHERE action = 'session.begun' ORDER BY sequence DESC LIMIT 1");
        Assert.StartsWith("ipv4:203.0.113.9:", (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--http-proxies", "proxy.example.org")]
    [InlineData("--map-origins", "tiles.example.org")]
    [InlineData("--session-hours", "0")]
    [InlineData("--session-idle-minutes", "long")]
    [InlineData("--demo", "perhaps")]
    public void What_cannot_be_used_is_refused_at_start(string name, string value) =>
        Assert.Contains(
            name, Assert.Throws<OptionException>(() => OptionReader.Read(OptionReader.Configuration([name, value]))).Message, StringComparison.Ordinal);
}
