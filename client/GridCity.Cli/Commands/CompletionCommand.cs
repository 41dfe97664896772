using System.CommandLine;
using System.Text;

namespace GridCity.Cli.Commands;

/// <summary>
/// <c>gridcity completion bash|zsh|fish</c>: prints a script that knows every command, option and choice, so that no
/// program has to start for a tab. The directive <c>[suggest]</c> of the parser answers other shells.
/// </summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Make(RootCommand root)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command(
            "completion", $"Prints a completion script. In bash: source <({CommandTree.Program} completion bash)") { shell };
        command.SetAction(asked => asked.InvocationConfiguration.Output.Write(Script(root, asked.GetRequiredValue(shell))));
        return command;
    }

    public static string Script(RootCommand root, string shell) => shell switch
    {
        "bash" => Bash(root),
        "zsh" => $"#compdef {CommandTree.Program}\nautoload -U +X bashcompinit && bashcompinit\n{Bash(root)}",
        _ => Fish(root),
    };

    private static string Bash(RootCommand root)
    {
        var (paths, values, words) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var (way, command) in CommandWalk.All(root))
        {
            var path = PathOf(way);
            if (way.Length > 0) paths.Append($"      {path}) path=$path/$word ;;\n");
            foreach (var option in CommandWalk.Options(command).Where(option => CommandWalk.Choices(option).Any()))
                values.Append($"    {path}:{option.Name}) words='{string.Join(' ', CommandWalk.Choices(option))}' ;;\n");
            words.Append($"    {(path.Length == 0 ? "''" : path)}) words='{string.Join(' ', Words(command))}' ;;\n");
        }

        return $$"""
            # Completion of {{CommandTree.Program}}, written by '{{CommandTree.Program}} completion'.
            _{{CommandTree.Program}}() {
              local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' word words=''
              for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "$path/$word" in
            {{paths.ToString().TrimEnd('\n')}}
                esac
              done
              case "$path:$previous" in
            {{values.ToString().TrimEnd('\n')}}
              esac
              [ -n "$words" ] || case "$path" in
            {{words.ToString().TrimEnd('\n')}}
              esac
              COMPREPLY=($(compgen -W "$words" -- "$current"))
            }
            complete -o default -F _{{CommandTree.Program}} {{CommandTree.Program}}

            """;
    }

    private static string Fish(RootCommand root)
    {
        var all = CommandWalk.All(root).ToList();
        var script = new StringBuilder($$"""
            # Completion of {{CommandTree.Program}}, written by '{{CommandTree.Program}} completion'.
            function __{{CommandTree.Program}}_at
              set -l path
              for word in (commandline -opc)[2..-1]
                switch "$path/$word"
                  case {{string.Join(' ', all.Where(one => one.Words.Length > 0).Select(one => PathOf(one.Words)))}}
                    set path "$path/$word"
                end
              end
              test "$path" = "$argv[1]"
            end

            """);
        foreach (var (way, command) in all)
        {
            var at = $"complete -c {CommandTree.Program} -n '__{CommandTree.Program}_at \"{PathOf(way)}\"'";
            foreach (var inner in command.Subcommands) script.Append($"{at} -f -a {inner.Name} -d {Quoted(inner.Description)}\n");
            foreach (var option in CommandWalk.Options(command))
                script.Append($"{at} -l {option.Name[2..]} -d {Quoted(option.Description)}{FishChoices(option)}\n");
        }

        return script.ToString();
    }

    private static string FishChoices(Option option) =>
        CommandWalk.Choices(option).ToArray() is { Length: > 0 } choices ? $" -x -a '{string.Join(' ', choices)}'" : "";

    private static string PathOf(string[] way) => string.Concat(way.Select(word => $"/{word}"));

    private static IEnumerable<string> Words(Command command) =>
        command.Subcommands.Select(inner => inner.Name).Concat(CommandWalk.Options(command).Select(option => option.Name));

    private static string Quoted(string? text) => $"'{(text ?? "").Replace("'", "\\'", StringComparison.Ordinal)}'";
}
