using System.Collections.Frozen;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Silo.Cities;

/// <summary>The cells of a city: from a point to a code.</summary>
public sealed class CellMap
{
    private readonly CellIndex _index;
    private readonly FrozenSet<string> _codes;
    private readonly CityPack _pack;

    public CellMap(CityPack pack)
    {
        _pack = pack;
        _index = new(pack.Cells);
        _codes = pack.Cells.Select(cell => cell.Code).ToFrozenSet();
    }

    /// <summary>Code of the cell for reports without a place, or null in a city without one.</summary>
    public string? NoPlaceCell => _pack.Info.NoPlaceCell.Length == 0 ? null : _pack.Info.NoPlaceCell;

    /// <summary>The code of the cell at a point.</summary>
    /// <param name="latitude">Degrees, WGS84.</param>
    /// <param name="longitude">Degrees, WGS84.</param>
    /// <returns>Null outside of the city.</returns>
    public string? CellAt(double latitude, double longitude) => _index.Find(longitude, latitude)?.Code;

    /// <summary>True for the code of a cell of this city, with or without a place.</summary>
    public bool Has(string cell) => cell == NoPlaceCell || _codes.Contains(cell);

    /// <summary>The box around the city, WGS84 degrees.</summary>
    public (double South, double West, double North, double East) Box()
    {
        var (south, west, north, east) = (90.0, 180.0, -90.0, -180.0);
        foreach (var ring in _pack.Outline.Select(shape => shape.Rings[0]))
            for (var at = 0; at < ring.Length; at += 2)
            {
                (west, east) = (Math.Min(west, ring[at]), Math.Max(east, ring[at]));
                (south, north) = (Math.Min(south, ring[at + 1]), Math.Max(north, ring[at + 1]));
            }
        return (south, west, north, east);
    }
}
