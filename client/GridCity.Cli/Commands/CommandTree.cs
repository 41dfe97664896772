using System.CommandLine;
using GridCity.Cli.Acts;

namespace GridCity.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    /// <summary>What the program is called on the command line.</summary>
    public const string Program = "gridcity";

    /// <summary>Of commands that only hold others.</summary>
    private static readonly Dictionary<string, string> Inner = new(StringComparer.Ordinal)
    {
        ["extension"] = "More time for the department.",
        ["suspension"] = "The clock stands.",
        ["token"] = "Access tokens.",
        ["department"] = "Departments of the city's folder.",
        ["duty-grid"] = "Duty grids of the city's folder.",
        ["user"] = "Users, the posts that they hold, and their tokens.",
    };

    /// <summary>Made once: nothing in it changes.</summary>
    public static RootCommand Root { get; } = Make();

    private static RootCommand Make()
    {
        var root = new RootCommand("GridCity's command line: the work on cases, the running of a city, its folder, replays.")
        {
            Group("case", "A case from the report to its end, and the ways to find one.", CaseActs.All, CaseShow.Make()),
            Group("line", "The lines that people call.", PeopleActs.Line),
            Group("inspector", "An inspector's day. Role: inspector.", PeopleActs.Inspector, OfflineCommand.Make()),
            Group("duty", "Who is at work where. Roles: supervisor, administrator.", PeopleActs.Duty),
            Group("component", "The register of components.", PeopleActs.Component),
            Group(
                "escort", "Green for one emergency vehicle. Roles: operator, dispatcher, other-system, administrator.",
                EscortActs.All),
            Group(
                "junction", "Signalised intersections. Roles: operator, supervisor, administrator.",
                JunctionActs.All, JunctionWatch.Make(), JunctionPlan.Make()),
            Group(
                "admin", "The city that runs, its users and what it knows of persons. Role: administrator.",
                AdminActs.All, PersonCommand.Make()),
            PhotoCommand.Make(),
            CityCommand.Make(),
            ReplayCommand.Make(),
            DemoCommand.Make(),
            TrafficCommand.Make(),
        };
        root.Add(CompletionCommand.Make(root));
        root.Add(ReferenceCommand.Make(root));
        return root;
    }

    /// <returns>A code of <see cref="ExitCode"/>.</returns>
    /// <param name="streams">Where it writes; the process's own if not given.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? streams = null)
    {
        var asked = Root.Parse(arguments);
        var code = await asked.InvokeAsync(streams);
        return asked.Errors.Count > 0 ? ExitCode.Usage : code;
    }

    private static Command Group(string name, string description, IEnumerable<Act> acts, params Command[] others)
    {
        var group = new Command(name, description);
        foreach (var act in acts)
        {
            var holder = group;
            foreach (var word in act.Path.Split(' ')[..^1]) holder = Within(holder, word);
            holder.Add(act.Make());
        }

        foreach (var other in others) group.Add(other);
        return group;
    }

    private static Command Within(Command holder, string word)
    {
        if (holder.Subcommands.FirstOrDefault(command => command.Name == word) is { } there) return there;
        var made = new Command(word, Inner[word]);
        holder.Add(made);
        return made;
    }
}
