using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Protos.Hotline.V1;

namespace GridCity.Faults.Tests.Support;

/// <summary>A city of some hundred cells, so that cells have neighbours and several cases each.</summary>
internal static class FaultCityFile
{
    public const string Department = "water";
    public const string Inspector = "i1";

    /// <summary>The one category, and its one standard.</summary>
    public const string Standard = Category;

    private const string Category = "0101";

    private const double South = 30.20, West = 120.10, Side = 0.04;

    public static CityPack Pack { get; } = SquareCity.Make(new(
        new("330106", "City of faults", South, West, South + Side, West + Side, CellMetres: 400),
        NoPlaceCell: false, [(Category, "Manhole cover")], HandlingHoursMax: 4, [(Department, "Water board")], [(Inspector, "")]));

    /// <summary>The duty grid that the inspector walks.</summary>
    public static string DutyGrid => Pack.Inspectors[0].DutyGrids[0];

    public static RegisterRequest Report(Random random) => new()
    {
        Category = Category,
        Place = new()
        {
            Latitude = South + (random.NextDouble() * Side),
            Longitude = West + (random.NextDouble() * Side),
        },
        Address = $"{random.Next(1, 400)} Lakeside Road",
    };
}
