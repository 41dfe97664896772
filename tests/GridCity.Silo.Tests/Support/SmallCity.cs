namespace GridCity.Silo.Tests.Support;

/// <summary>A city of 4 × 4 cells, so that its set-up is over at once.</summary>
internal static class SmallCity
{
    public const double Latitude = 30.25;
    public const double Longitude = 120.15;

    public const string Json =
        """
        {
          "code": "330106",
          "name": "Small city",
          "grid": { "south": 30.24, "west": 120.14, "north": 30.26, "east": 120.16, "cell_metres": 600, "no_place_cell": true },
          "categories": [ { "code": "0101", "label": "Manhole cover", "handling_minutes_max": 120 } ],
          "departments": [ { "code": "water", "label": "Water board" }, { "code": "roads", "label": "Roads" } ],
          "inspectors": [ { "code": "i1", "label": "Inspector 1" } ]
        }
        """;
}
