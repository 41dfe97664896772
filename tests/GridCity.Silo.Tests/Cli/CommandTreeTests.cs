using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics;
using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Cli;

/// <summary>What holds for every command.</summary>
public sealed class CommandTreeTests(SharedSilo shared)
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["LAT,LON"] = "30.25,120.15", ["TIME"] = "2026-11-21T08:00:00Z", ["true|false"] = "true", ["NUMBER"] = "1", ["TEXT"] = "somebody",
    };

    /// <summary>These refuse what they are to send before they call; tests of their own send something sound.</summary>
    private static readonly string[] ThatLookFirst = ["inspector send-offline", "city apply"];

    /// <summary>Commands that call the city and end: those with <c>--timeout</c> and without <c>--cursor</c>.</summary>
    public static TheoryData<string> Calls =>
        [.. CommandWalk.All(CommandTree.Root).Where(one => one.Command.Options.Any(option => option.Name == "--timeout"))
            .Where(one => one.Command.Options.All(option => option.Name != "--cursor"))
            .Select(one => string.Join(' ', one.Words)).Except(ThatLookFirst)];

    [Theory, MemberData(nameof(Calls))]
    public async Task A_command_reaches_the_city_and_says_in_one_document_what_came_of_it(string words)
    {
        var command = CommandWalk.All(CommandTree.Root).First(one => string.Join(' ', one.Words) == words).Command;
        var token = (await shared.Silo.TokenAsync(Role.Administrator, "every-command")).Text;

        var run = await CliRun.OfAsync(shared.Silo, token, [.. words.Split(' '), .. Needed(command), "--json", "--timeout", "60"]);

        int[] reached = [ExitCode.Done, ExitCode.Refused, ExitCode.NotFound, ExitCode.NoRight, ExitCode.Invalid];
        Assert.True(reached.Contains(run.Code), $"{words}: {run.Code}, {run.Error}");
        if (run.Code == ExitCode.Done) Assert.NotNull(run.Json);
        else Assert.True(run.Output.Length == 0 && run.Error.StartsWith("gridcity: ", StringComparison.Ordinal), run.Error);
    }

    [Fact]
    public void Every_command_option_and_argument_says_what_it_is()
    {
        foreach (var (words, command) in CommandWalk.All(CommandTree.Root))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), string.Join(' ', words));
            var symbols = CommandWalk.Options(command).Concat<Symbol>(command.Arguments);
            Assert.All(symbols, symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), $"{command.Name} {symbol.Name}"));
        }
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish")]
    public async Task The_completion_script_names_every_command_and_option(string shell)
    {
        var script = (await CliRun.OfAsync("completion", shell)).Done().Output;

        foreach (var (words, command) in CommandWalk.All(CommandTree.Root).Skip(1))
        {
            Assert.Contains($"/{string.Join('/', words)}", script, StringComparison.Ordinal);
            var dashes = shell == "fish" ? "-l " : "--";
            var options = CommandWalk.Options(command).Select(option => dashes + option.Name[2..]);
            Assert.All(options, option => Assert.Contains(option, script, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("case fi", "file")]
    [InlineData("case extension ", "ask review decide")]
    [InlineData("case file X --st", "--standard")]
    [InlineData("case list --order ne", "newest")]
    public async Task Bash_completes_what_is_typed(string typed, string expected)
    {
        var script = (await CliRun.OfAsync("completion", "bash")).Done().Output;
        var words = string.Join(' ', typed.Split(' ').Select(word => $"'{word}'"));
        var ask = $"{script}\nCOMP_WORDS=(gridcity {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _gridcity; "
            + "echo \"${COMPREPLY[*]}\"";

        Assert.Equal(expected, await BashAsync(ask));
    }

    [Fact]
    public void The_parser_suggests_for_shells_without_a_script() =>
        Assert.Contains("file", CommandTree.Root.Parse("case fi").GetCompletions().Select(item => item.Label));

    /// <summary>Values for all that has to be given.</summary>
    private static IEnumerable<string> Needed(Command command) =>
    [
        .. command.Arguments.Select(argument => argument.Name == "file" ? typeof(CommandTreeTests).Assembly.Location : "somebody"),
        .. command.Options.Where(option => option.Required)
            .SelectMany(option => (string[])[option.Name, ValueOf(option)]),
        .. command.Options.Any(option => option.Name == "--yes") ? (string[])["--yes"] : [],
        .. command.Options.Any(option => option.Name == "--phone") ? (string[])["--phone", "000"] : [],
    ];

    /// <summary>Of few choices the first.</summary>
    private static string ValueOf(Option option) =>
        Values.GetValueOrDefault(option.HelpName ?? "TEXT") ?? option.GetCompletions(CompletionContext.Empty).First().Label;

    private static async Task<string> BashAsync(string text)
    {
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["--norc", "-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await bash.StandardInput.WriteAsync(text);
        bash.StandardInput.Close();
        return (await bash.StandardOutput.ReadToEndAsync()).Trim();
    }
}
