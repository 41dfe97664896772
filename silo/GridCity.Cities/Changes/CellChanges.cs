using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GridCity.Cities.Changes;

/// <summary>
/// What became of the ground of each cell. Only cells whose code or shape is not in the other state are compared by area: a
/// cell goes on in another when most of the smaller one's ground is common.
/// </summary>
internal sealed class CellChanges
{
    /// <summary>Part of the smaller cell's ground that must be common.</summary>
    private const double PartMin = 0.5;

    private readonly List<Cell> _olds;
    private readonly List<Cell> _news;

    /// <summary>For each old cell the new ones that meet it, with the common part, largest first.</summary>
    private readonly List<(int New, double Part)>[] _common;

    private readonly ILookup<int, int> _forerunners;

    private CellChanges(List<Cell> olds, List<Cell> news)
    {
        (_olds, _news) = (olds, news);
        var index = new CellIndex([.. news]);
        _common = [.. olds.Select(old => Meeting(old, index))];
        _forerunners = Enumerable.Range(0, olds.Count)
            .SelectMany(old => Heirs(old).Select(heir => (Old: old, Heir: heir))).ToLookup(pair => pair.Heir, pair => pair.Old);
    }

    public static IEnumerable<PackChange> Of(CityPack before, CityPack after)
    {
        var olds = before.Cells.ToDictionary(cell => cell.Code);
        var same = after.Cells.Where(cell => olds.TryGetValue(cell.Code, out var old) && old.Shape.Equals(cell.Shape)).Select(cell => cell.Code).ToHashSet();
        var changes = new CellChanges(
            [.. before.Cells.Where(cell => !same.Contains(cell.Code))], [.. after.Cells.Where(cell => !same.Contains(cell.Code))]);
        return changes.Ground().Concat(Properties(olds, after));
    }

    private IEnumerable<PackChange> Ground() =>
        Enumerable.Range(0, _olds.Count).Select(OfOld).Concat(Enumerable.Range(0, _news.Count).Select(OfNew)).OfType<PackChange>();

    private PackChange? OfOld(int old)
    {
        var (code, heirs) = (_olds[old].Code, Heirs(old));
        if (heirs.Count == 0) return new PackChange.CellRemoved(code, _common[old].Select(pair => _news[pair.New].Code).FirstOrDefault(""));
        if (heirs.Count > 1) return new PackChange.CellSplit(code, [.. heirs.Select(heir => _news[heir].Code)]);
        if (_forerunners[heirs[0]].Count() > 1) return null;
        return _news[heirs[0]].Code == code ? new PackChange.CellReshaped(code) : new PackChange.CellMoved(code, _news[heirs[0]].Code);
    }

    private PackChange? OfNew(int heir)
    {
        var forerunners = _forerunners[heir].ToList();
        if (forerunners.Count == 0) return new PackChange.CellAdded(_news[heir].Code);
        return forerunners.Count == 1 ? null : new PackChange.CellsMerged([.. forerunners.Select(old => _olds[old].Code)], _news[heir].Code);
    }

    private List<int> Heirs(int old) => [.. _common[old].Where(pair => pair.Part > PartMin).Select(pair => pair.New).Order()];

    private List<(int New, double Part)> Meeting(Cell old, CellIndex index) =>
    [
        .. index.Meeting(Shapes.Box(old.Shape)).Select(other => (New: other, Part: Common(old.Shape, _news[other].Shape)))
            .Where(pair => pair.Part > 0).OrderByDescending(pair => pair.Part).ThenBy(pair => pair.New),
    ];

    /// <summary>Common ground over that of the smaller one.</summary>
    private static double Common(Shape one, Shape other)
    {
        if (one.Equals(other)) return 1;
        var (first, second) = (Shapes.ToPolygon(one), Shapes.ToPolygon(other));
        return OverlayNGRobust.Overlay(first, second, SpatialFunction.Intersection).Area / Math.Min(first.Area, second.Area);
    }

    private static IEnumerable<PackChange> Properties(Dictionary<string, Cell> olds, CityPack after)
    {
        foreach (var cell in after.Cells)
            if (olds.TryGetValue(cell.Code, out var old) && old with { Shape = cell.Shape } != cell)
                yield return new PackChange.CellChanged(
                    cell.Code, [.. CellProperties.Of(old).Except(CellProperties.Of(cell)).Union(CellProperties.Of(cell).Except(CellProperties.Of(old))).Select(pair => pair.Name).Distinct()]);
    }
}
