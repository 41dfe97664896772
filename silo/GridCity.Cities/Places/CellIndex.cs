using System.Collections.Immutable;
using GridCity.Cities.Model;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Strtree;

namespace GridCity.Cities.Places;

/// <summary>
/// From a point to its cell, by an R-tree. A point on an edge belongs to the cell with the smallest code, whatever the
/// order of the cells. Safe for many threads.
/// </summary>
public sealed class CellIndex
{
    /// <summary>
    /// A point so far outside of every cell still belongs to the nearest one: cells of a survey may have slivers between
    /// them that the check tolerates, and no report may fall into one.
    /// </summary>
    public const double SliverMetresMax = 1;

    private readonly ImmutableArray<Cell> _cells;
    private readonly STRtree<int> _tree = new();

    public CellIndex(ImmutableArray<Cell> cells)
    {
        _cells = cells;
        for (var index = 0; index < cells.Length; index++) _tree.Insert(Shapes.Box(cells[index].Shape), index);
        _tree.Build();
    }

    /// <summary>The cell at a point.</summary>
    /// <param name="longitude">Degrees, WGS84.</param>
    /// <param name="latitude">Degrees, WGS84.</param>
    /// <returns>Null outside of the city.</returns>
    public Cell? Find(double longitude, double latitude)
    {
        if (double.IsNaN(longitude) || double.IsNaN(latitude) || _cells.Length == 0) return null;
        var covering = new Covering(_cells, longitude, latitude);
        _tree.Query(new Envelope(longitude, longitude, latitude, latitude), covering);
        return covering.Found ?? Nearest(longitude, latitude);
    }

    /// <summary>Indexes of the cells whose box meets a box.</summary>
    internal IList<int> Meeting(Envelope box) => _cells.Length == 0 ? [] : _tree.Query(box);

    private Cell? Nearest(double longitude, double latitude)
    {
        const double reach = SliverMetresMax / Ground.DegreeMetres;
        var box = new Envelope(longitude, longitude, latitude, latitude);
        box.ExpandBy(reach / Math.Max(0.01, Ground.Squeeze(latitude)), reach);
        return _tree.Query(box)
            .Select(index => _cells[index])
            .Select(cell => (Cell: cell, Metres: RingTest.MetresTo(cell.Shape, longitude, latitude)))
            .Where(near => near.Metres <= SliverMetresMax)
            .OrderBy(near => near.Metres).ThenBy(near => near.Cell.Code, StringComparer.Ordinal)
            .FirstOrDefault().Cell;
    }

    /// <summary>Keeps the smallest code of the cells that cover the point.</summary>
    private sealed class Covering(ImmutableArray<Cell> cells, double x, double y) : IItemVisitor<int>
    {
        public Cell? Found { get; private set; }

        public void VisitItem(int index)
        {
            var cell = cells[index];
            if (Found is not null && string.CompareOrdinal(Found.Code, cell.Code) <= 0) return;
            if (RingTest.Covers(cell.Shape, x, y)) Found = cell;
        }
    }
}
