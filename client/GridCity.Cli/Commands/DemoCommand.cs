using System.CommandLine;
using GridCity.Cli.Demo;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity demo --out FOLDER</c>.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var target = new Option<string>("--out") { Description = "Folder for records.csv, map.json and city/.", Required = true };
        var records = new Option<int>("--records") { Description = "How many.", DefaultValueFactory = _ => DemoFiles.RecordsUsual };
        var command = new Command("demo", "Writes a small generated file of records with its map and its city, ready for 'replay'.")
        {
            target, records,
        };
        command.SetAction(asked =>
        {
            DemoFiles.Write(asked.GetRequiredValue(target), Math.Max(1, asked.GetValue(records)));
            Console.WriteLine(Path.GetFullPath(asked.GetRequiredValue(target)));
            return 0;
        });
        return command;
    }
}
