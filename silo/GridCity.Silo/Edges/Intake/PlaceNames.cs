using GridCity.Cities.Model;
using GridCity.Protos.Hotline.V1;
using Point = GridCity.Protos.Type.V1.Point;

namespace GridCity.Silo.Edges.Intake;

/// <summary>The names and codes that the city's folder has: areas, duty grids, cells, components.</summary>
internal sealed class PlaceNames(CityPack pack)
{
    private const int CodeDigitsMin = 4;

    /// <summary>
    /// What a text names, the longest name first: of "the corner in Songyuan Community" the community. A code is found by its
    /// beginning.
    /// </summary>
    public IEnumerable<FoundPlace> Find(string text, int countMax)
    {
        var asked = text.Trim();
        return (asked.Length >= CodeDigitsMin && asked.All(char.IsAsciiDigit) ? ByCode(asked) : ByName(asked)).Take(countMax);
    }

    /// <summary>The areas above a cell, largest first.</summary>
    public IEnumerable<AreaName> Areas(string cell) =>
        from area in pack.Areas
        where cell.StartsWith(area.Code, StringComparison.Ordinal)
        orderby area.Code.Length
        select new AreaName { Code = area.Code, Level = area.Level, NameZh = area.Name.Zh, NameEn = area.Name.En };

    public string DutyGrid(string cell) => pack.Cells.FirstOrDefault(one => one.Code == cell)?.DutyGrid ?? "";

    private IEnumerable<FoundPlace> ByName(string text) =>
        pack.Areas.Select(area => (area.Name, Fit: Fit(area.Name, text), Found: (Func<FoundPlace?>)(() => Of(area))))
            .Concat(pack.DutyGrids.Select(grid => (grid.Name, Fit: Fit(grid.Name, text), Found: (Func<FoundPlace?>)(() => Of(grid)))))
            .Where(one => one.Fit > 0).OrderByDescending(one => one.Fit).ThenBy(one => one.Name.Both.Length)
            .Select(one => one.Found()).OfType<FoundPlace>();

    private IEnumerable<FoundPlace> ByCode(string digits) =>
        pack.Cells.Where(cell => cell.Code.StartsWith(digits, StringComparison.Ordinal)).Select(cell => Of("cell", cell.Code, default, cell))
            .Concat(pack.Components.Where(one => one.Code.StartsWith(digits, StringComparison.Ordinal)).Select(Of));

    /// <summary>How many characters of the text are the name; a part of a name counts as what it is.</summary>
    private static int Fit(LocalText name, string text) => Math.Max(Fit(name.Zh, text), Fit(name.En, text));

    private static int Fit(string name, string text) =>
        name.Length < 2 || text.Length < 2 ? 0
        : text.Contains(name, StringComparison.OrdinalIgnoreCase) ? name.Length
        : name.Contains(text, StringComparison.OrdinalIgnoreCase) ? text.Length
        : 0;

    private FoundPlace? Of(Area area) =>
        pack.Cells.FirstOrDefault(cell => cell.Code.StartsWith(area.Code, StringComparison.Ordinal)) is { } cell
            ? Of("area", area.Code, area.Name, cell)
            : null;

    private FoundPlace? Of(DutyGrid grid) =>
        pack.Cells.FirstOrDefault(cell => cell.DutyGrid == grid.Code) is { } cell ? Of("duty-grid", grid.Code, grid.Name, cell) : null;

    private FoundPlace Of(Component component) => new()
    {
        Kind = "component", Code = component.Code, Cell = component.Cell,
        NameZh = CategoryName(component).Zh, NameEn = CategoryName(component).En,
        Place = new() { Longitude = component.Longitude, Latitude = component.Latitude },
    };

    private LocalText CategoryName(Component component) =>
        pack.Categories.FirstOrDefault(one => one.Code == component.Category)?.Name ?? default;

    private static FoundPlace Of(string kind, string code, LocalText name, Cell cell) => new()
    {
        Kind = kind, Code = code, NameZh = name.Zh ?? "", NameEn = name.En ?? "", Cell = cell.Code, Place = Middle(cell.Shape),
    };

    /// <summary>The middle of the outer ring's corners: within the cell for the shapes that blocks of a city have.</summary>
    private static Point Middle(Shape shape)
    {
        var ring = shape.Rings[0];
        var (longitude, latitude, corners) = (0.0, 0.0, (ring.Length / 2) - 1);
        for (var at = 0; at < corners * 2; at += 2) (longitude, latitude) = (longitude + ring[at], latitude + ring[at + 1]);
        return new() { Longitude = longitude / corners, Latitude = latitude / corners };
    }
}
