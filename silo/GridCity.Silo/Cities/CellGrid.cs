using System.Globalization;

namespace GridCity.Silo.Cities;

/// <summary>
/// The square grid of a city: from a point to a cell's code without looking anything up. A code has 15 digits: 6 for
/// the county, 3 for the street, 3 for the community, 3 for the cell. Here a community is a block of 30 × 30 cells and a
/// street a block of 30 × 30 communities, each numbered from west to east, then from north to south, from 001.
/// </summary>
public sealed class CellGrid
{
    /// <summary>Metres of one degree of latitude, on a sphere as long as the meridian.</summary>
    public const double DegreeMetres = 111_320;

    /// <summary>Streets a county code has room for.</summary>
    private const int StreetsMax = 999;

    private const int BlockSide = 30;

    private readonly GridDocument _grid;
    private readonly string _county;
    private readonly double _cellLatitude;
    private readonly double _cellLongitude;

    public CellGrid(string county, GridDocument grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        (_county, _grid) = (county, grid);
        _cellLatitude = grid.CellMetres / DegreeMetres;
        _cellLongitude = _cellLatitude / Math.Cos((grid.South + grid.North) / 2 * Math.PI / 180);
        Rows = Math.Max(1, (int)Math.Ceiling((grid.North - grid.South) / _cellLatitude));
        Columns = Math.Max(1, (int)Math.Ceiling((grid.East - grid.West) / _cellLongitude));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Code of the cell for reports without a place, or null in a city without one.</summary>
    public string? NoPlaceCell => _grid.NoPlaceCell ? _county + "000000000" : null;

    /// <summary>True when every cell of the box has a code.</summary>
    public bool Fits => (long)StreetRows * StreetColumns <= StreetsMax;

    private int StreetColumns => (Columns - 1) / (BlockSide * BlockSide) + 1;

    private int StreetRows => (Rows - 1) / (BlockSide * BlockSide) + 1;

    /// <summary>The code of the cell at a point.</summary>
    /// <param name="latitude">Degrees, WGS84.</param>
    /// <param name="longitude">Degrees, WGS84.</param>
    /// <returns>Null outside the grid.</returns>
    public string? CellAt(double latitude, double longitude)
    {
        var inside = latitude >= _grid.South && latitude <= _grid.North
            && longitude >= _grid.West && longitude <= _grid.East;
        if (!inside) return null;
        var row = Math.Min(Rows - 1, (int)((_grid.North - latitude) / _cellLatitude));
        var column = Math.Min(Columns - 1, (int)((longitude - _grid.West) / _cellLongitude));
        return Code(row, column);
    }

    /// <summary>Every cell with a place, from west to east and north to south.</summary>
    public IEnumerable<string> Cells()
    {
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                yield return Code(row, column);
    }

    /// <summary>True for the code of a cell of this city, with or without a place.</summary>
    public bool Has(string cell) => cell == NoPlaceCell || (Place(cell) is var (row, column) && row < Rows && column < Columns);

    private string Code(int row, int column)
    {
        var street = row / (BlockSide * BlockSide) * StreetColumns + column / (BlockSide * BlockSide) + 1;
        var community = row / BlockSide % BlockSide * BlockSide + column / BlockSide % BlockSide + 1;
        var cell = row % BlockSide * BlockSide + column % BlockSide + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{_county}{street:000}{community:000}{cell:000}");
    }

    private (int Row, int Column)? Place(string cell)
    {
        if (cell.Length != 15 || !cell.StartsWith(_county, StringComparison.Ordinal)) return null;
        if (Part(cell, 6) is not { } street || Part(cell, 9) is not { } community || Part(cell, 12) is not { } own) return null;
        if (community >= BlockSide * BlockSide || own >= BlockSide * BlockSide) return null;
        var row = (street / StreetColumns * BlockSide + community / BlockSide) * BlockSide + own / BlockSide;
        var column = (street % StreetColumns * BlockSide + community % BlockSide) * BlockSide + own % BlockSide;
        return (row, column);
    }

    private static int? Part(string cell, int start) =>
        int.TryParse(cell.AsSpan(start, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number - 1
            : null;
}
