using System.CommandLine;
using GridCity.Cities.Files;
using GridCity.Cities.Import;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity city import FOLDER --out FOLDER</c>.</summary>
internal static class ImportCommand
{
    private const int LinesShownMax = 5;

    public static Command Make()
    {
        var source = new Argument<string>("folder") { Description = "adcode-*.csv and fence-COUNTY.json, in GCJ-02; see docs/city-pack.md." };
        var target = new Option<string>("--out") { Description = "Folder to write.", Required = true };
        var command = new Command("import", "Makes a city of divisions with centre points and county boundaries.") { source, target };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () =>
            Task.FromResult(Run(asked.GetRequiredValue(source), Path.GetFullPath(asked.GetRequiredValue(target))))));
        return command;
    }

    private static int Run(string source, string target)
    {
        var city = HierarchyImport.Make(source);
        PackWriter.Write(city.Pack, target);
        Console.WriteLine($"{target}: {PackCounts.Of(city.Pack)}");
        foreach (var line in city.WithoutGround.Take(LinesShownMax)) Console.WriteLine($"without ground: {line}");
        if (city.WithoutGround.Length > LinesShownMax) Console.WriteLine($"without ground: {city.WithoutGround.Length} in all; they stay in areas.csv");
        return 0;
    }
}
