using System.IO.Compression;
using System.Text;
using GridCity.Silo.Tests.Http;
using GridCity.Silo.Tests.Support;
using GridCity.Silo.Web;
using GridCity.Testing;
using Microsoft.AspNetCore.Http;

namespace GridCity.Silo.Tests.Web;

/// <summary>The web client's pages as the silo serves them, from a folder like one that is built.</summary>
public sealed class WebPageTests(SharedSilo shared) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/", "start")]
    [InlineData("/desk", "desk")]
    [InlineData("/desk/cases/1", "desk")]
    [InlineData("/cockpit", "cockpit")]
    [InlineData("/report", "start")]
    public async Task Each_entry_is_a_page_that_finds_its_own_way(string path, string page)
    {
        Build(("index.html", "start"), ("desk/index.html", "desk"), ("cockpit.html", "cockpit"));

        var (status, headers, body) = await GetAsync(path);

        Assert.Equal((200, page, "text/html; charset=utf-8"), (status, Encoding.UTF8.GetString(body), headers.ContentType.ToString()));
        Assert.Equal("no-cache", headers.CacheControl.ToString());
        Assert.DoesNotContain("unsafe", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY"), ($"{headers.XContentTypeOptions}", $"{headers.XFrameOptions}"));
    }

    [Fact]
    public async Task What_has_a_hash_in_its_name_is_kept_for_good_and_compressed()
    {
        var script = new string('x', 5_000);
        Build(("index.html", "start"), ("assets/app-1a2b3c.js", script));

        var (_, plain, whole) = await GetAsync("/assets/app-1a2b3c.js");
        var (_, headers, brotli) = await GetAsync("/assets/app-1a2b3c.js", "gzip, deflate, br");
        var (_, _, gzip) = await GetAsync("/assets/app-1a2b3c.js", "gzip, br;q=0");

        Assert.Equal(script, Encoding.UTF8.GetString(whole));
        Assert.Empty(plain.ContentEncoding.ToString());
        Assert.Equal(("public, max-age=31536000, immutable", "br", "Accept-Encoding"), ($"{headers.CacheControl}", $"{headers.ContentEncoding}", $"{headers.Vary}"));
        Assert.Equal(script, new StreamReader(new BrotliStream(new MemoryStream(brotli), CompressionMode.Decompress)).ReadToEnd());
        Assert.Equal(script, new StreamReader(new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress)).ReadToEnd());
    }

    [Theory]
    [InlineData("/assets/app-old.js")]
    [InlineData("/nothing")]
    [InlineData("/deskandmore")]
    [InlineData("/../secret.txt")]
    public async Task What_the_build_does_not_have_is_left_to_others(string path)
    {
        Build(("index.html", "start"));
        Assert.Equal(0, (await GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_page_that_the_browser_has_is_not_sent_again_and_a_new_build_is()
    {
        Build(("index.html", "start"));
        var tag = (await GetAsync("/")).Headers.ETag.ToString();
        Assert.Equal(304, (await GetAsync("/", ifNoneMatch: tag)).Status);

        Build(("index.html", "new"));
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "index.html"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("new", Encoding.UTF8.GetString((await GetAsync("/", ifNoneMatch: tag)).Body));
    }

    [Fact]
    public async Task A_silo_without_a_build_says_what_is_missing_and_goes_on()
    {
        using var nobody = WebCaller.With(shared.Silo, token: null);

        var page = await nobody.GetAsync("/desk");

        Assert.Equal((503, "text/html"), (page.Status, page.Type));
        Assert.Contains("ops/run", page.Text, StringComparison.Ordinal);
        (await nobody.GetAsync("/v1/nothing")).Problem(404);
        (await nobody.GetAsync("/v1/contest")).Problem(405);
        (await nobody.GetAsync("/health/ready")).Problem(404);
    }

    [Fact]
    public void A_base_map_is_let_in_where_the_operator_names_it()
    {
        var http = new DefaultHttpContext();
        new WebHeaders(["https://tiles.example.org"]).Set(http);
        var policy = http.Response.Headers.ContentSecurityPolicy.ToString();

        Assert.Contains("img-src 'self' data: blob: https://tiles.example.org;", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' https://tiles.example.org;", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    private void Build(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(_folder.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <returns>Status 0 when the pages have no answer.</returns>
    private async Task<(int Status, IHeaderDictionary Headers, byte[] Body)> GetAsync(string path, string encodings = "", string ifNoneMatch = "")
    {
        var body = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = body } };
        (http.Request.Method, http.Request.Path) = ("GET", path);
        (http.Request.Headers.AcceptEncoding, http.Request.Headers.IfNoneMatch) = (encodings, ifNoneMatch);
        var answered = await new WebPages(_pages ??= new(_folder.Path), new([])).TryAnswerAsync(http);
        return (answered ? http.Response.StatusCode : 0, http.Response.Headers, body.ToArray());
    }

    private WebFolder? _pages;
}
