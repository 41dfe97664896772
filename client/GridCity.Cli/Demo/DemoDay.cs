using System.Globalization;
using CsvHelper;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cli.Demo;

/// <summary>A generated day of a city, for those who have no records: the same every time.</summary>
internal static class DemoDay
{
    public const int RecordsUsual = 1_000;

    private const int Seed = 12345;
    private const int PlaceTriesMax = 64;

    private static readonly DateTime Day = new(2026, 3, 2);

    private static readonly string[] Columns =
        ["id", "opened", "category", "department", "latitude", "longitude", "address", "description", "result", "source"];

    /// <summary>Reports in each hour of the day, of a hundred: few at night, most in the morning and after work.</summary>
    private static readonly int[] Hours = [1, 1, 1, 1, 1, 2, 3, 5, 8, 9, 8, 6, 4, 5, 6, 6, 6, 6, 6, 5, 4, 3, 2, 1];

    private static readonly string[] Sources = ["12345", "12345", "inspector", "inspector", "app"];

    /// <summary>Writes <c>records.csv</c> and its <c>map.json</c> into a folder.</summary>
    public static void Write(CityPack city, string folder, int records)
    {
        Directory.CreateDirectory(folder);
        using var csv = new CsvWriter(new StreamWriter(Path.Combine(folder, "records.csv")), CultureInfo.InvariantCulture);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
        foreach (var fields in Rows(city, records))
        {
            foreach (var field in fields) csv.WriteField(field);
            csv.NextRecord();
        }

        File.WriteAllText(Path.Combine(folder, "map.json"), Map.Replace("TIME_ZONE", city.Info.TimeZone, StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Rows(CityPack city, int count)
    {
        var (random, cells, standards) = (new Random(Seed), new CellIndex(city.Cells), city.StandardsByCategory());
        var categories = city.Categories.Where(category => !category.IsGroup && standards.Contains(category.Code)).ToList();
        var opened = Enumerable.Range(0, count).Select(_ => Moment(random)).Order().ToList();
        foreach (var (number, moment) in opened.Index())
        {
            var (cell, category) = (city.Cells[random.Next(city.Cells.Length)], categories[random.Next(categories.Count)]);
            var (longitude, latitude) = PlaceIn(cell, cells, random);
            var standard = standards[category.Code].First();
            yield return
            [
                $"D{number + 1:00000}", moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), category.Code,
                city.DepartmentFor(category, cell.Code) ?? city.Departments[0].Code, Degrees(latitude), Degrees(longitude),
                Address(city, cell, random), $"{category.Name.Both}: {standard.Condition.Both}", standard.Closing.Both,
                Sources[random.Next(Sources.Length)],
            ];
        }
    }

    private static DateTime Moment(Random random)
    {
        var (hour, drawn) = (0, random.Next(Hours.Sum()));
        while (drawn >= Hours[hour]) drawn -= Hours[hour++];
        return Day.AddHours(hour).AddMinutes(random.Next(60));
    }

    /// <summary>A point drawn in the cell; its first corner if the cell is so odd that none is found.</summary>
    private static (double Longitude, double Latitude) PlaceIn(Cell cell, CellIndex cells, Random random)
    {
        var ring = cell.Shape.Rings[0];
        var (west, south) = (ring.Where((_, at) => at % 2 == 0).Min(), ring.Where((_, at) => at % 2 == 1).Min());
        var (east, north) = (ring.Where((_, at) => at % 2 == 0).Max(), ring.Where((_, at) => at % 2 == 1).Max());
        for (var tries = 0; tries < PlaceTriesMax; tries++)
        {
            var (x, y) = (west + ((east - west) * random.NextDouble()), south + ((north - south) * random.NextDouble()));
            if (cells.Find(x, y)?.Code == cell.Code) return (x, y);
        }

        return (ring[0], ring[1]);
    }

    private static string Address(CityPack city, Cell cell, Random random)
    {
        var area = city.Areas.Where(one => cell.Code.StartsWith(one.Code, StringComparison.Ordinal)).MaxBy(one => one.Code.Length);
        return $"{area?.Name.Both} {random.Next(1, 300)}".Trim();
    }

    private static string Degrees(double degrees) => degrees.ToString("0.000000", CultureInfo.InvariantCulture);

    private const string Map =
        """
        {
          "name": "demo",
          "columns": {
            "id": "id", "opened": "opened", "category": "category", "department": "department", "latitude": "latitude",
            "longitude": "longitude", "address": "address", "description": "description", "result": "result", "source": "source"
          },
          "codes": true,
          "acts": { "file": 5, "dispatch": 5, "handle": 15, "feedback": 60, "check": 60, "close": 15 },
          "time_zone": "TIME_ZONE",
          "time_format": "yyyy-MM-dd HH:mm",
          "fallback_place": "no-place",
          "placeholders": [],
          "sources": {},
          "result_usual": "Done."
        }

        """;
}
