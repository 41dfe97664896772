using System.CommandLine;
using GridCity.Cities.Changes;
using GridCity.Cities.Files;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity city diff BEFORE AFTER</c>: one change per line. Exit code 0, changes or not.</summary>
internal static class DiffCommand
{
    public static Command Make()
    {
        var before = new Argument<string>("before") { Description = "A city's folder as it was." };
        var after = new Argument<string>("after") { Description = "The folder as it shall be." };
        var command = new Command("diff", "Says what changes from one state of a city to another.") { before, after };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
            Task.FromResult(Run(asked.GetRequiredValue(before), asked.GetRequiredValue(after)))));
        return command;
    }

    private static int Run(string before, string after)
    {
        var changes = PackDiff.Compare(PackReader.Load(before), PackReader.Load(after));
        foreach (var change in changes) Console.WriteLine(change);
        Console.WriteLine(changes.Length == 1 ? "1 change" : $"{changes.Length} changes");
        return 0;
    }
}
