using System.CommandLine;
using System.Text;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity reference</c>: prints docs/cli.md, which a test holds against the commands.</summary>
internal static class ReferenceCommand
{
    public static Command Make(RootCommand root)
    {
        var command = new Command("reference", "Prints all commands with their options, as in docs/cli.md.");
        command.SetAction(asked => asked.InvocationConfiguration.Output.Write(Text(root)));
        return command;
    }

    public static string Text(RootCommand root)
    {
        var text = new StringBuilder(Head);
        foreach (var (code, meaning) in ExitCode.All) text.Append($"| {code} | {meaning} |\n");
        text.Append("\nOptions of every command that calls a city\n\n");
        var some = CommandWalk.All(root).Select(one => one.Command).First(one => CommandWalk.Common.All(name => HasOption(one, name)));
        foreach (var option in CommandWalk.Options(some).Where(IsCommon)) text.Append(Line(option));
        foreach (var (words, command) in CommandWalk.All(root).Skip(1)) Append(text, words, command);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] words, Command command)
    {
        var arguments = command.Arguments.Select(argument => argument.Name.ToUpperInvariant());
        var usage = string.Join(' ', [CommandTree.Program, .. words, .. arguments]);
        text.Append($"\n{(words.Length == 1 ? "##" : "###")} {usage}\n\n{command.Description}\n");
        var own = CommandWalk.Options(command).Where(option => !IsCommon(option) || IsFile(command, option)).ToList();
        if (command.Arguments.Count + own.Count > 0) text.Append('\n');
        foreach (var argument in command.Arguments) text.Append($"- `{argument.Name.ToUpperInvariant()}`: {argument.Description}\n");
        foreach (var option in own) text.Append(Line(option));
    }

    private static string Line(Option option)
    {
        var value = option.ValueType == typeof(bool) ? "" : $" {option.HelpName ?? option.Name[2..].ToUpperInvariant()}";
        return $"- `{option.Name}{value}`{(option.Required ? " (required)" : "")}: {option.Description}\n";
    }

    private static bool IsCommon(Option option) => CommandWalk.Common.Contains(option.Name);

    /// <summary>A replay writes its result to the file of its <c>--json</c>.</summary>
    private static bool IsFile(Command command, Option option) => option.Name == "--json" && !HasOption(command, "--timeout");

    private static bool HasOption(Command command, string name) => command.Options.Any(option => option.Name == name);

    private const string Head =
        $"""
        # {CommandTree.Program}, the command line

        Written by `{CommandTree.Program} reference`; a test holds it against the commands.

        Answers go to standard output, messages to standard error. With `--json` an answer is one JSON document with the
        fields of the contract, as over HTTP, a stream one document on each line. A case is named by its id or its printed number. Times without a
        zone are UTC. `{CommandTree.Program} completion bash` prints a completion script, for zsh and fish too.

        Exit codes

        | code | meaning |
        |---:|---|

        """;
}
