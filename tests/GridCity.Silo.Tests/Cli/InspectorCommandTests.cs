using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Cli;

/// <summary><c>gridcity inspector</c>, in a city of its own: who is on duty gets the tasks of all.</summary>
public sealed class InspectorCommandTests
{
    [Fact]
    public async Task An_inspector_signs_on_says_where_looks_at_tasks_and_signs_off()
    {
        await using var silo = await TestSilo.StartAsync();
        var token = (await silo.TokenAsync(Role.Inspector, "cli-inspector", "i2")).Text;
        Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(silo, token, ["inspector", .. arguments]);

        (await RunAsync("sign-on", SmallCity.DutyGrid)).Done();
        var at = TimeProvider.System.GetUtcNow();
        (await RunAsync("position", "--place", "30.25,120.15", "--accuracy-metres", "5", "--at", $"{at:O}")).Done();

        Assert.Empty((await RunAsync("tasks", "--json")).Done().Json["tasks"]!.AsArray());
        Assert.Contains("0 tasks", (await RunAsync("watch", "--count", "1")).Done().Output, StringComparison.Ordinal);
        Assert.Equal("i2", (string)(await RunAsync("shift", "--json")).Done().Json["inspector"]!);
        (await RunAsync("sign-off")).Done();
        Assert.Equal(ExitCode.Refused, (await RunAsync("shift")).Code);
    }

    [Fact]
    public async Task A_report_names_a_photo_that_was_sent_and_the_photo_is_read_from_the_case()
    {
        await using var silo = await TestSilo.StartAsync();
        using var folder = new TestFolder();
        var (picture, copy) = (Path.Combine(folder.Path, "hole.jpg"), Path.Combine(folder.Path, "copy.jpg"));
        await File.WriteAllBytesAsync(picture, Pictures.Jpeg(300_000));
        var token = (await silo.TokenAsync(Role.Inspector, "cli-inspector", "i2")).Text;
        Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(silo, token, [.. arguments, "--json"]);

        var photo = (string)(await RunAsync("photo", "send", picture)).Done().Json["photo_id"]!;
        string[] report = ["inspector", "report", "--category", "0101", "--place", "30.25,120.15", "--photos", photo];
        var id = (string)(await RunAsync(report)).Done().Json["case_id"]!;

        Assert.Equal(300_000, (long)(await RunAsync("photo", "get", id, photo, "--out", copy)).Done().Json["bytes"]!);
        Assert.Equal(await File.ReadAllBytesAsync(picture), await File.ReadAllBytesAsync(copy));
    }
}
