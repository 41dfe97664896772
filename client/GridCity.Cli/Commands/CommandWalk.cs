using System.CommandLine;
using System.CommandLine.Completions;

namespace GridCity.Cli.Commands;

/// <summary>The commands one by one, for what is generated from them.</summary>
internal static class CommandWalk
{
    /// <summary>Options of every command that calls a city, said once.</summary>
    public static readonly string[] Common = ["--json", "--timeout", "--server", "--token", "--command-id"];

    /// <summary>All commands with the words that lead to them, the root first, each before those in it.</summary>
    public static IEnumerable<(string[] Words, Command Command)> All(Command command, params string[] words) =>
        [(words, command), .. command.Subcommands.SelectMany(inner => All(inner, [.. words, inner.Name]))];

    /// <summary>A command's own options, without those that the parser adds.</summary>
    public static IEnumerable<Option> Options(Command command) => command.Options.Where(option => option.Action is null && !option.Hidden);

    /// <summary>All values of an option, where these are few.</summary>
    public static IEnumerable<string> Choices(Option option) =>
        option.ValueType == typeof(bool) ? [] : option.GetCompletions(CompletionContext.Empty).Select(item => item.Label);
}
