using System.Text.Json.Nodes;
using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Cli;

/// <summary><c>gridcity case</c> and the other commands of the workflow, against a running city.</summary>
public sealed class CaseCommandTests(SharedSilo shared)
{
    private static readonly string[] Report = ["case", "register", "--category", "0101", "--place", "30.25,120.15"];

    [Fact]
    public async Task A_case_is_played_from_call_to_closing_by_its_printed_number()
    {
        var registered = (await RunAsync(Role.Agent, [.. Report, "--address", "1 Lake Road", "--json"])).Done().Json;
        var number = (string)registered["number"]!;

        Assert.Equal("STAGE_FILED", await StageAsync(Role.Clerk, "case", "file", number, "--standard", SmallCity.Standard));
        Assert.Equal("STAGE_DISPATCHED", await StageAsync(Role.Dispatcher, "case", "dispatch", number, "--department", "water"));
        Assert.Equal("STAGE_HANDLING", await StageAsync(Role.Handler, "case", "handle", number));
        Assert.Equal("STAGE_AWAITING_CHECK", await StageAsync(Role.Handler, "case", "feedback", number, "--result", "Cover put back."));
        Assert.Equal("STAGE_CHECKED", await StageAsync(Role.Inspector, "case", "check", number, "--passed"));
        Assert.Equal("STAGE_CLOSED", await StageAsync(Role.Clerk, "case", "close", number, "--standard", SmallCity.Standard));

        var follow = await RunAsync(Role.Agent, "case", "follow", number, "--follow-code", (string)registered["follow_code"]!, "--json");
        Assert.Equal("STAGE_CLOSED", (string)follow.Done().Json["stage"]!);
    }

    [Fact]
    public async Task A_case_shows_its_timeline_and_what_may_be_done_now_and_why_the_rest_may_not()
    {
        var id = (await shared.Crew.RegisterAsync()).CaseId;

        var shown = (await RunAsync(Role.Clerk, "case", "show", id)).Done().Output;
        var json = (await RunAsync(Role.Clerk, "case", "show", id, "--json")).Done().Json;

        Assert.Contains("case.registered.v1", shown, StringComparison.Ordinal);
        Assert.Matches("may be done now:.*file.*void", shown);
        Assert.Matches(@"not close: .+ \(case/not-in-stage\)", shown);
        Assert.Equal(id, (string)json["summary"]!["case_id"]!);
    }

    [Fact]
    public async Task Another_silo_is_asked_where_one_is_away()
    {
        var (token, free) = ((await shared.Silo.TokenAsync(Role.Clerk, "cli-clerk")).Text, new Uri("http://127.0.0.1:1"));

        var run = await CliRun.OfAsync(
            "case", "list", "--json", "--server", $"{free}", "--server", $"{shared.Silo.Address}", "--token", token);

        Assert.NotNull(run.Done().Json["cases"]);
    }

    [Fact]
    public async Task Lists_come_as_tables_or_as_one_document_whole_or_in_pages()
    {
        for (var cases = 0; cases < 3; cases++) await shared.Crew.RegisterAsync();

        var page = await RunAsync(Role.Clerk, "case", "list", "--stage", "registered", "--page-size", "1");
        var all = await RunAsync(Role.Clerk, "case", "list", "--stage", "registered", "--page-size", "2", "--all", "--json");

        Assert.Contains("cases: 1", page.Done().Output, StringComparison.Ordinal);
        Assert.Contains("--page-token", page.Error, StringComparison.Ordinal);
        Assert.True(all.Done().Json["cases"]!.AsArray().Count >= 3);
        Assert.Equal("", (string)all.Json["next_page_token"]!);
    }

    [Fact]
    public async Task A_case_is_watched_line_by_line_and_behind_a_cursor()
    {
        var id = (await shared.Crew.RegisterAsync()).CaseId;
        await shared.Crew.BringAsync(id, Stage.Dispatched);

        var all = (await RunAsync(Role.Clerk, "case", "watch", id, "--count", "3", "--json")).Done().Output.TrimEnd().Split('\n');
        var cursor = (string)JsonNode.Parse(all[1])!["cursor"]!;
        var rest = (await RunAsync(Role.Clerk, "case", "watch", id, "--count", "1", "--cursor", cursor)).Done().Output;

        Assert.Equal(
            ["case.registered.v1", "case.filed.v1", "case.dispatched.v1"],
            all.Select(line => (string)JsonNode.Parse(line)!["change"]!["event"]!["event"]!));
        Assert.Contains("case.dispatched.v1", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_id_does_nothing_twice()
    {
        var id = (await shared.Crew.RegisterAsync()).CaseId;
        string[] urge = ["case", "urge", id, "--command-id", Crew.NewId(), "--json"];

        var (first, second) = (await RunAsync(Role.Agent, urge), await RunAsync(Role.Agent, urge));

        Assert.Equal(first.Done().Output, second.Done().Output);
    }

    [Fact]
    public async Task Every_end_has_its_exit_code_and_a_message_on_standard_error()
    {
        var id = (await shared.Crew.RegisterAsync()).CaseId;
        (int Code, Role Role, string[] Arguments)[] ends =
        [
            (ExitCode.Refused, Role.Handler, ["case", "feedback", id, "--result", "done"]),
            (ExitCode.NotFound, Role.Clerk, ["case", "show", "2026010100000000"]),
            (ExitCode.NoRight, Role.Agent, ["case", "file", id, "--standard", SmallCity.Standard]),
            (ExitCode.Invalid, Role.Clerk, ["case", "file", id, "--standard", "none"]),
            (ExitCode.Usage, Role.Clerk, ["case", "file", id]),
            (ExitCode.Usage, Role.Clerk, ["case", "list", "--stage", "asleep"]),
            (ExitCode.Usage, Role.Clerk, ["case", "register", "--category", "0101", "--place", "here"]),
            (ExitCode.Usage, Role.Clerk, ["case", "file", id, "--standard", "0101", "--colour", "red"]),
        ];
        foreach (var (code, role, arguments) in ends)
        {
            var run = await RunAsync(role, arguments);
            Assert.True(code == run.Code, $"{string.Join(' ', arguments)}: {run.Code}, {run.Error}");
            Assert.NotEmpty(run.Error);
        }
    }

    [Fact]
    public async Task Without_a_server_the_outcome_is_unknown_and_the_command_id_is_told()
    {
        var run = await CliRun.OfAsync(
            "case", "handle", "1", "--server", "http://127.0.0.1:1", "--token", "none", "--timeout", "1");

        Assert.Equal(ExitCode.Unavailable, run.Code);
        Assert.Contains("--command-id ", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> StageAsync(Role role, params string[] arguments) =>
        (string)(await RunAsync(role, [.. arguments, "--json"])).Done().Json["stage"]!;

    private Task<CliRun> RunAsync(Role role, params string[] arguments) =>
        AsAsync(role, role switch { Role.Handler => "water", Role.Inspector => "i1", _ => "" }, arguments);

    private async Task<CliRun> AsAsync(Role role, string unit, string[] arguments)
    {
        var token = await shared.Silo.TokenAsync(role, $"cli-{role}{unit}".ToLowerInvariant(), unit);
        return await CliRun.OfAsync(shared.Silo, token.Text, arguments);
    }
}
