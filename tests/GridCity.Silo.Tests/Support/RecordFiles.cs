using System.Globalization;
using System.Text;
using GridCity.Cities.Files;
using GridCity.Cli.Cities;
using GridCity.Cli.Replay;

namespace GridCity.Silo.Tests.Support;

/// <summary>A small file of records with its map and its city, as somebody else's system exports them; the same every time.</summary>
internal static class RecordFiles
{
    public const string CityFolder = "city";

    private const int Seed = 12345;
    private const double South = 30.20;
    private const double West = 120.10;
    private const double Side = 0.06;

    private static readonly DateTime Start = new(2026, 3, 2, 6, 0, 0);

    private static readonly (string Category, string Department, string Words)[] Kinds =
    [
        ("Manhole cover missing", "Water board", "A cover is missing, people walk around the hole."),
        ("Street lamp dark", "Street lighting", "The lamp has been dark for three nights."),
        ("Exposed refuse", "City cleaning", "Rubbish lies beside the bins."),
        ("Road damaged", "Roads", "The road has sunk by a hand's breadth."),
        ("Tree branch down", "Parks", "A branch lies across the footpath."),
        ("Illegal parking", "Traffic police", "Cars stand on the fire lane."),
    ];

    /// <summary>Writes <c>records.csv</c>, <c>map.json</c> and a city in <c>city/</c> into a folder.</summary>
    public static void Write(string folder, int records)
    {
        Directory.CreateDirectory(folder);
        var (csv, map) = (Path.Combine(folder, "records.csv"), Path.Combine(folder, "map.json"));
        File.WriteAllText(csv, Records(records));
        File.WriteAllText(map, Map);
        var loaded = ReplayMap.Load(map);
        PackWriter.Write(CityFromRecords.Make(new(csv, loaded), loaded), Path.Combine(folder, CityFolder));
    }

    private static string Records(int count)
    {
        var random = new Random(Seed);
        var text = new StringBuilder("id,opened,category,department,latitude,longitude,address,description,result,source\n");
        for (var number = 1; number <= count; number++)
        {
            var (category, department, words) = Kinds[random.Next(Kinds.Length)];
            var opened = Start.AddMinutes(random.Next(14 * 24 * 60));
            text.Append(CultureInfo.InvariantCulture,
                $"D{number:00000},{opened:yyyy-MM-dd HH:mm},{category},{department},{Degrees(random, South)},{Degrees(random, West)},");
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(1, 300)} Lake Road,\"{words}\",Done and swept.,hotline\n");
        }
        return text.ToString();
    }

    private static string Degrees(Random random, double from) =>
        (from + (random.NextDouble() * Side)).ToString("0.00000", CultureInfo.InvariantCulture);

    private const string Map =
        """
        {
          "name": "demo",
          "columns": {
            "id": "id", "opened": "opened", "category": "category", "department": "department", "latitude": "latitude",
            "longitude": "longitude", "address": "address", "description": "description", "result": "result", "source": "source"
          },
          "time_zone": "Asia/Shanghai",
          "time_format": "yyyy-MM-dd HH:mm",
          "fallback_place": "no-place",
          "placeholders": [],
          "sources": {},
          "result_usual": "Done.",
          "city": { "code": "330106", "name": "Demo city", "cell_metres": 200, "handling_minutes_max": 1440 }
        }

        """;
}
