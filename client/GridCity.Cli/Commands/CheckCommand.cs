using System.CommandLine;
using GridCity.Cities.Checks;
using GridCity.Cities.Files;

namespace GridCity.Cli.Commands;

/// <summary>
/// <c>gridcity city check FOLDER</c>. Exit code 0: the folder is a good city. 2: it has faults, each printed as
/// <c>file:line: reason</c>. 1: the folder is not there.
/// </summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "A city's folder." };
        var command = new Command("check", "Refuses a broken city with file, line and reason. Exit code 2: it has faults.") { folder };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () => Task.FromResult(Run(asked.GetRequiredValue(folder)))));
        return command;
    }

    private static int Run(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder {folder}.");
        var faults = new FaultList();
        var read = PackReader.Read(folder, faults);
        if (read is not null) PackCheck.Run(read, faults);
        foreach (var fault in faults.Kept) Console.WriteLine(fault);
        if (faults.Count > faults.Kept.Count) Console.WriteLine($"and {faults.Count - faults.Kept.Count} more");
        if (!faults.IsEmpty) return ExitCode.Faults;
        Console.WriteLine($"good: {PackCounts.Of(read!.Pack)}");
        return 0;
    }
}
