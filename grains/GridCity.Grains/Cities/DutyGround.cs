using System.Collections.Frozen;
using GridCity.Grains.DutyGrids;

namespace GridCity.Grains.Cities;

/// <summary>Which duty grid each unit cell belongs to today.</summary>
public sealed class DutyGround
{
    private readonly FrozenDictionary<string, DutyGridId> _byCell;
    private readonly FrozenSet<DutyGridId> _grids;

    /// <param name="byCell">By code of the cell, the one for reports without a place included.</param>
    public DutyGround(IEnumerable<KeyValuePair<string, DutyGridId>> byCell)
    {
        _byCell = byCell.ToFrozenDictionary();
        _grids = _byCell.Values.ToFrozenSet();
    }

    /// <summary>Ground that nobody walks.</summary>
    public static DutyGround None { get; } = new([]);

    /// <summary>The duty grid of a cell; null when the cell belongs to none.</summary>
    public DutyGridId? Of(string cell) => _byCell.TryGetValue(cell, out var grid) ? grid : null;

    public bool Has(DutyGridId grid) => _grids.Contains(grid);
}
