using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Tests.Support;

/// <summary>A city of 4 × 4 cells, so that its set-up is over at once.</summary>
internal static class SmallCity
{
    public const double Latitude = 30.25;
    public const double Longitude = 120.15;

    /// <summary>The one standard of its one category.</summary>
    public const string Standard = "0101";

    public static CityPack Pack { get; } = SquareCity.Make(new(
        new("330106", "Small city", South: 30.24, West: 120.14, North: 30.26, East: 120.16, CellMetres: 600),
        NoPlaceCell: true, [("0101", "Manhole cover")], HandlingHoursMax: 2,
        [("water", "Water board"), ("roads", "Roads")], [("i1", ""), ("i2", "")]));

    /// <summary>The duty grid at <see cref="Latitude"/> and <see cref="Longitude"/>.</summary>
    public static string DutyGrid { get; } = DutyGridAt(Latitude, Longitude);

    private static string DutyGridAt(double latitude, double longitude)
    {
        var code = new CellMap(Pack).CellAt(latitude, longitude);
        return Pack.Cells.First(cell => cell.Code == code).DutyGrid;
    }
}
