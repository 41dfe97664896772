using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Generation;

/// <summary>A box to be covered by square cells.</summary>
/// <param name="County">6 digits, the beginning of every cell code: 4 of the city, 2 of the district.</param>
/// <param name="CellMetres">Side of a cell.</param>
public sealed record SquareBox(string County, string Name, double South, double West, double North, double East, int CellMetres);

/// <summary>
/// Ground for a city of which nothing but its extent is known. A community is a block of 30 × 30 cells with one duty grid, a
/// street a block of 30 × 30 communities, each numbered from west to east, then from north to south, from 001.
/// </summary>
public static class SquareGround
{
    /// <summary>Cells along the side of a community, and communities along the side of a street.</summary>
    private const int BlockSide = 30;

    private const int StreetsMax = 999;

    /// <exception cref="CityMakingException">The box is empty, or has more cells than 9 digits number.</exception>
    public static CityGround Make(SquareBox box)
    {
        if (!(box.South < box.North && box.West < box.East && box.CellMetres > 0))
            throw new CityMakingException("The box is empty.");
        var (rows, columns) = (Lines(box.South, box.North, Height(box)), Lines(box.West, box.East, Width(box)));
        if ((long)Blocks(rows.Length - 1) * Blocks(columns.Length - 1) > StreetsMax)
            throw new CityMakingException("The box has more cells than 9 digits number; take larger cells.");
        // From north to south, as codes are numbered.
        Array.Reverse(rows);
        return Ground(box, rows, columns);
    }

    private static CityGround Ground(SquareBox box, double[] rows, double[] columns)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>();
        for (var row = 0; row + 1 < rows.Length; row++)
            for (var column = 0; column + 1 < columns.Length; column++)
                cells.Add(CellAt(box, row, column, rows, columns));
        var communities = cells.Select(cell => cell.Code[..12]).Distinct().Order(StringComparer.Ordinal).ToList();
        return new(
            [.. Areas(box, communities)],
            Outlines.Of(cells.Select(cell => cell.Shape)),
            [.. communities.Select(code => new DutyGrid(code, code, new("", $"Duty grid {code[6..]}")))],
            [.. cells.OrderBy(cell => cell.Code, StringComparer.Ordinal)]);
    }

    private static Cell CellAt(SquareBox box, int row, int column, double[] rows, double[] columns)
    {
        var code = Code(box.County, row, column, Blocks(columns.Length - 1));
        var (south, north, west, east) = (rows[row + 1], rows[row], columns[column], columns[column + 1]);
        return new(code, code[..12], "", null, null, Shapes.Of((west, south), (east, south), (east, north), (west, north)));
    }

    private static IEnumerable<Area> Areas(SquareBox box, List<string> communities)
    {
        Area Named(string code, string level, string name) => new(code, level, new("", name), box.County[..4], box.County[..4]);
        yield return Named(box.County[..4], "city", box.Name);
        yield return Named(box.County, "district", box.Name);
        foreach (var code in communities.Select(code => code[..9]).Distinct()) yield return Named(code, "street", $"Street {code[6..]}");
        foreach (var code in communities) yield return Named(code, "community", $"Community {code[6..]}");
    }

    private static string Code(string county, int row, int column, int streetColumns)
    {
        var street = row / (BlockSide * BlockSide) * streetColumns + column / (BlockSide * BlockSide) + 1;
        var community = row / BlockSide % BlockSide * BlockSide + column / BlockSide % BlockSide + 1;
        var cell = row % BlockSide * BlockSide + column % BlockSide + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{county}{street:000}{community:000}{cell:000}");
    }

    /// <summary>Streets along one side.</summary>
    private static int Blocks(int cells) => (cells - 1) / (BlockSide * BlockSide) + 1;

    private static double Height(SquareBox box) => box.CellMetres / Places.Ground.DegreeMetres;

    private static double Width(SquareBox box) => Height(box) / Places.Ground.Squeeze((box.South + box.North) / 2);

    /// <summary>Edges of rows or columns; the last cell may be short.</summary>
    private static double[] Lines(double from, double to, double step)
    {
        var count = Math.Max(1, (int)Math.Ceiling((to - from) / step - 1e-6));
        return [.. Enumerable.Range(0, count + 1).Select(number => GeoJson.Round(Math.Min(to, from + number * step)))];
    }
}
