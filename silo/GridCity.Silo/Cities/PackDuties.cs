using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;

namespace GridCity.Silo.Cities;

/// <summary>How a city's folder divides the ground among its inspectors.</summary>
internal static class PackDuties
{
    /// <summary>The duty grid of every cell; reports without a place belong to the first of the file.</summary>
    public static DutyGround GroundOf(CityPack pack) => new(CellsOf(pack));

    /// <summary>Every duty grid of the folder with the codes of its cells and of the inspectors who walk it.</summary>
    public static IEnumerable<(DutyGridId Grid, ImmutableArray<string> Cells, ImmutableArray<string> Inspectors)> Of(CityPack pack)
    {
        var cells = CellsOf(pack).ToLookup(cell => cell.Value.Code, cell => cell.Key);
        var inspectors = pack.Inspectors
            .SelectMany(inspector => inspector.DutyGrids.Select(grid => (Grid: grid, inspector.Code)))
            .ToLookup(pair => pair.Grid, pair => pair.Code);
        return pack.DutyGrids.Select(grid =>
            (new DutyGridId(grid.Code), cells[grid.Code].ToImmutableArray(), inspectors[grid.Code].ToImmutableArray()));
    }

    private static IEnumerable<KeyValuePair<string, DutyGridId>> CellsOf(CityPack pack)
    {
        foreach (var cell in pack.Cells) yield return new(cell.Code, new(cell.DutyGrid));
        if (pack.Info.NoPlaceCell.Length > 0 && pack.DutyGrids.Length > 0)
            yield return new(pack.Info.NoPlaceCell, new(pack.DutyGrids[0].Code));
    }
}
