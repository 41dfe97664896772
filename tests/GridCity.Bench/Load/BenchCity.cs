using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Runtime.Projections.Lists;

namespace GridCity.Bench.Load;

/// <summary>The city that the load plays in: about 3,000 cells of 100 m, 20 departments, an inspector for each duty grid.</summary>
internal static class BenchCity
{
    public const double South = 30.20, West = 120.10, North = 30.2485, East = 120.156;

    public const string Source = "12345";

    /// <summary>Code of the whole city.</summary>
    public const string City = "330106";

    private const int CellMetres = 100;

    /// <summary>As in a large city: Shanghai's duty grids hold about 22.</summary>
    private const int CellsPerDutyGrid = 30;

    public static readonly string[] Categories = [.. Enumerable.Range(1, 40).Select(i => $"01{i:D2}")];

    /// <summary>The one standard of a category of square cities.</summary>
    public static string StandardOf(string category) => category;

    public static readonly string[] Departments = [.. Enumerable.Range(1, 20).Select(i => $"D{i:D2}")];

    private static readonly CityPack Pack = Divided(SquareCity.Make(new(
        new(City, "Bench", South, West, North, East, CellMetres),
        NoPlaceCell: false,
        Categories.Select(code => (code, $"Category {code}")),
        HandlingHoursMax: 4,
        Departments.Select(code => (code, $"Department {code}")),
        Inspectors: [])));

    /// <summary>The duty grid that each inspector walks.</summary>
    public static readonly IReadOnlyDictionary<string, string> DutyGridOf =
        Pack.Inspectors.ToDictionary(inspector => inspector.Code, inspector => inspector.DutyGrids[0]);

    /// <summary>The one duty grid that everybody writes to when a hot grain is measured.</summary>
    public static readonly string HotDutyGrid = Pack.DutyGrids[0].Code;

    public static readonly string[] Inspectors = [.. Pack.Inspectors.Select(inspector => inspector.Code)];

    /// <summary>The levels of areas that lists go by.</summary>
    public static AreaLevels Levels
    {
        get
        {
            var codes = Pack.Info.Codes;
            return AreaLevels.Of([.. codes.Cell.SkipLast(1).Select(part => codes.DigitsOf(part.Level)!.Value)]);
        }
    }

    /// <summary>Writes the city's files into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        PackWriter.Write(Pack, folder);
    }

    /// <summary>The same ground with as many duty grids, each with an inspector, as a city of its size has.</summary>
    private static CityPack Divided(CityPack pack)
    {
        var (cells, grids) = (new List<Cell>(), new List<DutyGrid>());
        foreach (var community in pack.Cells.GroupBy(cell => cell.DutyGrid))
            foreach (var walked in community.Chunk(CellsPerDutyGrid))
            {
                var grid = new DutyGrid($"{community.Key}-{grids.Count:D3}", community.Key, new("", $"Duty grid {grids.Count}"));
                grids.Add(grid);
                cells.AddRange(walked.Select(cell => cell with { DutyGrid = grid.Code }));
            }

        var shift = pack.Shifts[0].Code;
        return pack with
        {
            Cells = [.. cells],
            DutyGrids = [.. grids],
            Inspectors = [.. grids.Select((grid, index) => new Inspector($"I{index:D3}", grid.Name, shift, [grid.Code]))],
        };
    }
}
