using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Silo.Tests.Edges;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Cli;

/// <summary><c>gridcity line</c> and what an agent does with a call, in a city with lines and their forms.</summary>
public sealed class LineCommandTests
{
    private static readonly string[] Report =
    [
        "case", "register", "--category", "0101", "--place", "30.25,120.15", "--source", "12345", "--caller-phone", "13911112222",
        "--description", "The cover is broken.",
    ];

    [Fact]
    public async Task A_call_is_taken_with_the_lines_form_and_given_on_and_visited_after_the_end_only()
    {
        await using var silo = await TestSilo.StartAsync(HotlineCallTests.City);
        var token = (await silo.TokenAsync(Role.Agent, "cli-agent")).Text;
        Task<CliRun> RunAsync(params string[] arguments) => CliRun.OfAsync(silo, token, [.. arguments, "--json"]);

        var lines = (await RunAsync("line", "list")).Done().Json["lines"]!.AsArray();
        var unknown = (await RunAsync("line", "call", "12345", "--caller-phone", "13911112222")).Done().Json;
        var formless = await RunAsync([.. Report]);
        var number = (string)(await RunAsync([.. Report, "--intake", "wish=help", "--intake", "age=71"])).Done().Json["number"]!;
        var given = (await RunAsync("case", "transfer", number, "--department", "water", "--note", "Theirs.")).Done().Json;
        var early = await RunAsync("case", "visit", number, "--reached", "--satisfaction", "5");

        Assert.Equal(["12345", "12349"], lines.Select(line => (string)line!["code"]!));
        Assert.False((bool)unknown["known"]!);
        Assert.Equal(ExitCode.Invalid, formless.Code);
        Assert.Contains("intake.wish", formless.Error, StringComparison.Ordinal);
        Assert.Equal("STAGE_REGISTERED", (string)given["stage"]!);
        Assert.Equal(ExitCode.Refused, early.Code);
        Assert.Equal(ExitCode.Usage, (await RunAsync([.. Report, "--intake", "wish"])).Code);
    }
}
