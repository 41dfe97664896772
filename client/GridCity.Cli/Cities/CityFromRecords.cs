using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCity.Cli.Replay;

namespace GridCity.Cli.Cities;

/// <summary>
/// Makes a city's file of a file of records: a square grid over their extent, a category and a department for each that
/// occurs, an inspector for each block of 30 × 30 cells.
/// </summary>
internal static class CityFromRecords
{
    private const double DegreeMetres = 111_320;

    /// <summary>Cells along the side of a block; its 9-digit code with the block's number is what an inspector walks.</summary>
    private const int BlockSide = 30;

    /// <summary>Blocks along the side of a street, and so the most that an inspector's code tells apart here.</summary>
    private const int BlocksMax = 30;

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ReplayException">No record has a position.</exception>
    public static string Make(RecordFile file, ReplayMap map)
    {
        var (categories, departments) = (new SortedDictionary<string, string>(), new SortedDictionary<string, string>());
        var extent = new Extent();
        foreach (var (record, _) in file.Read())
        {
            if (record is null) continue;
            categories[record.Category] = record.CategoryName;
            departments[record.Department] = record.DepartmentName;
            if (record.Place is var (latitude, longitude)) extent.Take(latitude, longitude);
        }
        if (extent.IsEmpty) throw new ReplayException("No record has a position: a city cannot be made of them.");
        return Document(map, extent, categories, departments).ToJsonString(Indented) + "\n";
    }

    private static JsonObject Document(
        ReplayMap map, Extent extent, SortedDictionary<string, string> categories, SortedDictionary<string, string> departments) =>
        new()
        {
            ["code"] = map.City.Code,
            ["name"] = map.City.Name,
            ["grid"] = new JsonObject
            {
                ["south"] = extent.South,
                ["west"] = extent.West,
                ["north"] = extent.North,
                ["east"] = extent.East,
                ["cell_metres"] = map.City.CellMetres,
                ["no_place_cell"] = map.FallbackPlace == ReplayMap.NoPlace,
            },
            ["categories"] = Array(categories, (code, label) => new()
            {
                ["code"] = code, ["label"] = label, ["handling_minutes_max"] = map.City.HandlingMinutesMax,
            }),
            ["departments"] = Array(departments, (code, label) => new() { ["code"] = code, ["label"] = label }),
            ["inspectors"] = Inspectors(map.City, extent),
        };

    private static JsonArray Array(SortedDictionary<string, string> entries, Func<string, string, JsonObject> make) =>
        new([.. entries.Select(entry => (JsonNode)make(entry.Key, entry.Value))]);

    /// <summary>The first has the whole county, so that cells of no block, and the one without a place, have one too.</summary>
    private static JsonArray Inspectors(MappedCity city, Extent extent)
    {
        var rows = Blocks((extent.North - extent.South) * DegreeMetres / city.CellMetres);
        var columns = Blocks((extent.East - extent.West) * DegreeMetres / city.CellMetres * extent.Squeeze);
        var inspectors = new JsonArray { Inspector("i000", city.Code) };
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                inspectors.Add(Inspector($"i{(row * BlocksMax) + column + 1:000}", $"{city.Code}001{(row * BlocksMax) + column + 1:000}"));
        return inspectors;
    }

    private static JsonNode Inspector(string code, string cells) =>
        new JsonObject { ["code"] = code, ["label"] = $"Inspector of {cells}", ["cells"] = cells };

    private static int Blocks(double cells) => Math.Min(BlocksMax, (int)Math.Ceiling(Math.Ceiling(cells) / BlockSide));

    /// <summary>The box around all positions.</summary>
    private sealed class Extent
    {
        public double South { get; private set; } = 90;

        public double West { get; private set; } = 180;

        public double North { get; private set; } = -90;

        public double East { get; private set; } = -180;

        public bool IsEmpty => South > North;

        /// <summary>Length of a degree of longitude over one of latitude, in the middle of the box.</summary>
        public double Squeeze => Math.Cos((South + North) / 2 * Math.PI / 180);

        public void Take(double latitude, double longitude)
        {
            (South, North) = (Math.Min(South, latitude), Math.Max(North, latitude));
            (West, East) = (Math.Min(West, longitude), Math.Max(East, longitude));
        }
    }
}
