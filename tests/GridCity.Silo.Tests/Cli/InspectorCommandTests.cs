using System.Text.Json.Nodes;
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

    [Fact]
    public async Task A_batch_of_a_file_is_applied_once_and_says_what_was_refused()
    {
        await using var silo = await TestSilo.StartAsync();
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "acts.jsonl");
        await File.WriteAllLinesAsync(file, [Report("0101"), "", Report("none")]);
        var token = (await silo.TokenAsync(Role.Inspector, "cli-inspector", "i2")).Text;

        var first = await CliRun.OfAsync(silo, token, "inspector", "send-offline", file);
        var again = await CliRun.OfAsync(silo, token, "inspector", "send-offline", file, "--json");
        await File.WriteAllTextAsync(file, "{}\nreport\n");
        var broken = await CliRun.OfAsync(silo, token, "inspector", "send-offline", file);

        Assert.Equal(ExitCode.Refused, first.Code);
        Assert.Matches(@"^1 applied \d+\s+2 refused: category ", first.Output);
        Assert.Contains("APPLIED_BEFORE", again.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, broken.Code);
        Assert.Contains("acts.jsonl:2: no act", broken.Error, StringComparison.Ordinal);
    }

    private static string Report(string category) => new JsonObject
    {
        ["report"] = new JsonObject
        {
            ["command_id"] = Crew.NewId(), ["category"] = category,
            ["place"] = new JsonObject { ["latitude"] = 30.25, ["longitude"] = 120.15 },
            ["on_site"] = new JsonObject { ["happened_at"] = $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}" },
        },
    }.ToJsonString();
}
