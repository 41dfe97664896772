using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Access;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Http;

/// <summary>Streams as server-sent events.</summary>
public sealed class HttpWatchTests(SharedSilo shared)
{
    /// <summary>A token is remembered for half a minute, and a silent stream asks every 15 seconds.</summary>
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(150);

    [Fact]
    public async Task A_case_is_watched_and_the_watch_goes_on_where_it_broke_off()
    {
        var crew = shared.Crew;
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.Filed);
        WebEvent first;
        using (var watch = await clerk.WatchAsync(Path(@case))) first = await ChangeAsync(watch);

        using var resumed = await clerk.WatchAsync(Path(@case), first.Id);
        var second = await ChangeAsync(resumed);
        await crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Department = "water" });
        var third = await ChangeAsync(resumed);

        Assert.Equal("case.registered.v1 case.filed.v1 case.dispatched.v1", $"{Event(first)} {Event(second)} {Event(third)}");
    }

    [Fact]
    public async Task An_inspector_watches_the_own_tasks()
    {
        using var inspector = await WebCaller.OfAsync(shared.Silo, Role.Inspector, "web-inspector", unit: "i2");

        using var watch = await inspector.WatchAsync("/v1/my/tasks/watch");

        Assert.NotNull((await watch.NextAsync())!.Id);
    }

    [Fact]
    public async Task A_cursor_that_no_event_had_is_refused()
    {
        using var clerk = await WebCaller.OfAsync(shared.Silo, Role.Clerk, "web-clerk");
        var path = Path((await shared.Crew.RegisterAsync()).CaseId);

        (await clerk.GetAsync(path, ("Last-Event-ID", "yesterday"))).Names("cursor");
        (await clerk.GetAsync($"{path}&area.cell_prefix=33")).Names("area");
    }

    [Fact]
    public async Task A_watch_ends_when_its_token_is_revoked()
    {
        if (Environment.GetEnvironmentVariable("GRIDCITY_TEST_ALL") != "1") throw new SkippedException("it takes a minute: ops/test --all runs it");
        var token = await shared.Silo.TokenAsync(Role.Clerk, "web-leaver");
        using var clerk = WebCaller.With(shared.Silo, token.Text);
        using var watch = await clerk.WatchAsync(Path((await shared.Crew.RegisterAsync()).CaseId));
        await ChangeAsync(watch);

        Assert.True(await new AccessTokens(shared.Silo.Database.Source).RevokeAsync(token.Id));

        var last = (await LastAsync(watch).WaitAsync(EndMax))!;
        Assert.Equal(("problem", "UNAUTHENTICATED"), (last.Name, last.Data.GetProperty("code").GetString()));
    }

    private static string Path(string @case) => $"/v1/watch?case.case_id={@case}";

    private static string? Event(WebEvent one) => one.Data.GetProperty("change").GetProperty("event").GetProperty("event").GetString();

    /// <summary>The next event that is no sign of life.</summary>
    private static async Task<WebEvent> ChangeAsync(EventReader watch)
    {
        while (true)
            if (await watch.NextAsync() is var one && one!.Data.TryGetProperty("change", out _)) return one;
    }

    private static async Task<WebEvent?> LastAsync(EventReader watch)
    {
        WebEvent? last = null;
        while (await watch.ReadAsync() is { } one) last = one;
        return last;
    }
}
