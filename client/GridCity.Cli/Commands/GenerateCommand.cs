using System.CommandLine;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity city generate --seed S --cells N --out FOLDER</c>.</summary>
internal static class GenerateCommand
{
    /// <summary>Components of a cell, as in Shanghai's size of the bench: 500,000 in 40,625 cells.</summary>
    private const double ComponentsPerCell = 500_000.0 / 40_625;

    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same city.", Required = true };
    private static readonly Option<int> Cells = new("--cells") { Description = $"1 to {CitySketch.CellsMax}.", Required = true };
    private static readonly Option<int?> Components = new("--components") { Description = "Default: 12.3 per cell." };
    private static readonly Option<int?> DutyGrids = new("--duty-grids") { Description = "Default: one for 22.2 cells." };
    private static readonly Option<string> Code = new("--code") { Description = "4 digits of the city.", DefaultValueFactory = _ => "9901" };
    private static readonly Option<string> Target = new("--out") { Description = "Folder to write.", Required = true };

    public static Command Make()
    {
        var command = new Command("generate", "Makes a believable city.") { Seed, Cells, Components, DutyGrids, Code, Target };
        command.SetAction((asked, _) => Expected.RunAsync(asked, () => Task.FromResult(Run(asked))));
        return command;
    }

    private static int Run(ParseResult asked)
    {
        var cells = asked.GetRequiredValue(Cells);
        var sketch = new CitySketch(
            asked.GetRequiredValue(Seed), cells,
            asked.GetValue(Components) ?? (int)Math.Round(cells * ComponentsPerCell),
            asked.GetValue(DutyGrids) ?? CitySketch.DutyGridsUsual(cells)) { Code = asked.GetRequiredValue(Code) };
        var folder = Path.GetFullPath(asked.GetRequiredValue(Target));
        var pack = CityGenerator.Make(sketch);
        PackWriter.Write(pack, folder);
        Console.WriteLine($"{folder}: {PackCounts.Of(pack)}");
        return 0;
    }
}
