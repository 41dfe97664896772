using System.CommandLine;
using GridCity.Cities.Files;
using GridCity.Cli.Demo;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity demo --city FOLDER --out FOLDER</c>.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var city = new Option<string>("--city") { Description = "The city's folder.", Required = true };
        var target = new Option<string>("--out") { Description = "Folder for records.csv and map.json.", Required = true };
        var records = new Option<int>("--records") { Description = "How many.", DefaultValueFactory = _ => DemoDay.RecordsUsual };
        var command = new Command("demo", "Writes a generated day of reports in a city with its map, ready for 'replay'.")
        {
            city, target, records,
        };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
        {
            var folder = Path.GetFullPath(asked.GetRequiredValue(target));
            DemoDay.Write(PackReader.Load(asked.GetRequiredValue(city)), folder, Math.Max(1, asked.GetValue(records)));
            Console.WriteLine(folder);
            return Task.FromResult(0);
        }));
        return command;
    }
}
