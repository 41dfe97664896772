using System.Diagnostics;
using System.Text.Json;
using GridCity.Grains;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Web;

/// <summary>The pages as they are built, in a real browser, against a real silo: one browser for each person.</summary>
public sealed class PageTests(PageSilo pages) : IClassFixture<PageSilo>
{
    public static TheoryData<string> Specs =>
        [.. Directory.EnumerateFiles(Path.Combine(PageSilo.Folder, "specs"), "*.mjs").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory, MemberData(nameof(Specs))]
    public async Task In_a_browser(string spec)
    {
        var (code, said) = await pages.RunAsync(spec);

        Assert.True(code == 0, said);
    }
}

/// <summary>A silo that serves the built pages, with an account for each post, and what drives a browser.</summary>
public sealed class PageSilo : IAsyncLifetime
{
    private static readonly string Dist = Path.Combine(Repository.Root, "client", "web", "dist");

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly (string Name, Role Role, string Unit)[] People =
    [
        ("agent", Role.Agent, ""), ("clerk", Role.Clerk, ""), ("dispatcher", Role.Dispatcher, ""), ("handler", Role.Handler, "water"),
        ("inspector", Role.Inspector, "i1"), ("supervisor", Role.Supervisor, ""), ("administrator", Role.Administrator, ""),
    ];

    private readonly TestFolder _folder = new();
    private TestSilo? _silo;

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "GridCity.Silo.Tests", "pages");

    private static string? Missing =>
        Environment.GetEnvironmentVariable("GRIDCITY_TEST_ALL") == "0" ? "pages in a browser are for ops/test --all"
        : !File.Exists(Path.Combine(Dist, "index.html")) ? "the web client is not built: run ops/test, or 'npm run build' in client/web"
        : !Directory.Exists(Path.Combine(Folder, "node_modules")) ? $"what drives a browser is not there: run ops/test --all, or 'npm ci' in {Path.GetRelativePath(Repository.Root, Folder)}"
        : !Browsers.Any(File.Exists) ? "there is no Chromium (Debian package chromium)"
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        _silo = await TestSilo.StartAsync(with: options => options with { Web = Dist });
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null) await _silo.DisposeAsync();
        _folder.Dispose();
    }

    /// <returns>The exit code, and all that was said.</returns>
    public async Task<(int Code, string Said)> RunAsync(string spec)
    {
        if (Missing is { } why) throw new SkippedException(why);
        var run = new ProcessStartInfo("node", ["run.mjs", spec, await ConfigAsync(spec)])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var node = Process.Start(run)!;
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return (node.ExitCode, await complained + await said);
    }

    /// <summary>People of each spec's own: a code works once, and no spec knows which ones another has used.</summary>
    private async Task<string> ConfigAsync(string spec)
    {
        var accounts = new Dictionary<string, object>();
        foreach (var (name, role, unit) in People)
            accounts[name] = await AccountAsync($"{spec}-{name}", new Post(role, unit, [], SeesPhone: role is Role.Agent));
        accounts["all"] = await AccountAsync($"{spec}-all", [.. People.Select(one => new Post(one.Role, one.Unit, [], SeesPhone: false))]);
        var file = Path.Combine(_folder.Path, $"{spec}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            address = _silo!.Http, chromium = Browsers.First(File.Exists), accounts,
            place = new { latitude = SmallCity.Latitude, longitude = SmallCity.Longitude, accuracy = 10 }, dutyGrid = SmallCity.DutyGrid,
        }));
        return file;
    }

    private async Task<object> AccountAsync(string name, params Post[] posts)
    {
        var made = await new AccountMaker(_silo!.Database.Source, _silo.Privacy.Keys, TimeProvider.System).MakeAsync(name, posts);
        return new { account = made.User, password = made.Password, secret = Totp.Text(made.SecondFactor) };
    }
}
