using GridCity.Protos.Hotline.V1;

namespace GridCity.Faults.Tests.Support;

/// <summary>A city of some hundred cells, so that cells have neighbours and several cases each.</summary>
internal static class FaultCityFile
{
    public const string Department = "water";
    public const string Inspector = "i1";

    private const double South = 30.20, West = 120.10, Side = 0.04;

    public const string Json =
        """
        {
          "code": "330106",
          "name": "City of faults",
          "grid": { "south": 30.20, "west": 120.10, "north": 30.24, "east": 120.14, "cell_metres": 400 },
          "categories": [ { "code": "0101", "label": "Manhole cover", "handling_minutes_max": 240 } ],
          "departments": [ { "code": "water", "label": "Water board" } ],
          "inspectors": [ { "code": "i1", "label": "Inspector 1" } ]
        }
        """;

    public static RegisterRequest Report(Random random) => new()
    {
        Category = "0101",
        Place = new()
        {
            Latitude = South + (random.NextDouble() * Side),
            Longitude = West + (random.NextDouble() * Side),
        },
        Address = $"{random.Next(1, 400)} Lakeside Road",
    };
}
