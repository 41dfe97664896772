using System.CommandLine;
using GridCity.Cities.Files;
using GridCity.Cli.Cities;
using GridCity.Cli.Replay;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity city …</c>: makes, checks and applies a city's folder.</summary>
internal static class CityCommand
{
    public static Command Make() =>
        new("city", "Makes, checks and applies a city's folder.")
        {
            GenerateCommand.Make(), CheckCommand.Make(), ImportCommand.Make(), DiffCommand.Make(), ApplyCommand.Make(), FromRecords(),
        };

    private static Command FromRecords()
    {
        var file = new Argument<string>("file") { Description = "CSV file of records, plain or .gz." };
        var map = new Option<string>("--map") { Description = "What its columns mean; see ops/replay-maps.", Required = true };
        var target = new Option<string>("--out") { Description = "Folder to write.", Required = true };
        var command = new Command("from-records", "Makes a city of records: a square grid over their extent.") { file, map, target };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
        {
            var loaded = ReplayMap.Load(asked.GetRequiredValue(map));
            var pack = CityFromRecords.Make(new(asked.GetRequiredValue(file), loaded), loaded);
            var folder = Path.GetFullPath(asked.GetRequiredValue(target));
            PackWriter.Write(pack, folder);
            Console.WriteLine($"{folder}: {PackCounts.Of(pack)}");
            return Task.FromResult(0);
        }));
        return command;
    }
}
