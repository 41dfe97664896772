using System.Collections.Immutable;
using System.Globalization;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>What a feature of <c>cells.geojson</c> says of its cell beside the shape.</summary>
internal static class CellProperties
{
    private const string Code = "code";
    private const string DutyGrid = "duty_grid";
    private const string LandUse = "land_use";
    private const string Since = "since";
    private const string Until = "until";

    private static readonly string[] Known = [Code, DutyGrid, LandUse, Since, Until];

    public static IEnumerable<(string Name, string Value)> Of(Cell cell)
    {
        yield return (Code, cell.Code);
        yield return (DutyGrid, cell.DutyGrid);
        if (cell.LandUse.Length > 0) yield return (LandUse, cell.LandUse);
        if (cell.Since is { } since) yield return (Since, Day(since));
        if (cell.Until is { } until) yield return (Until, Day(until));
    }

    public static ImmutableArray<Cell> Cells(List<Feature> features, FaultList faults, out int[] lines)
    {
        var (cells, kept) = (ImmutableArray.CreateBuilder<Cell>(features.Count), new List<int>(features.Count));
        foreach (var feature in features)
        {
            if (CellOf(feature, faults) is not { } cell) continue;
            cells.Add(cell);
            kept.Add(feature.Line);
        }
        lines = [.. kept];
        return cells.DrainToImmutable();
    }

    private static Cell? CellOf(Feature feature, FaultList faults)
    {
        var before = faults.Count;
        foreach (var name in feature.Properties.Keys.Except(Known))
            faults.Add(PackFiles.Cells, feature.Line, $"property '{name}' is none of {string.Join(", ", Known)}.");
        var cell = new Cell(
            Text(feature, Code), Text(feature, DutyGrid), Text(feature, LandUse),
            Date(feature, Since, faults), Date(feature, Until, faults), feature.Shape);
        if (cell.Code.Length == 0) faults.Add(PackFiles.Cells, feature.Line, "has no property 'code'.");
        return faults.Count == before ? cell : null;
    }

    private static string Text(Feature feature, string name) => feature.Properties.GetValueOrDefault(name, "");

    private static DateOnly? Date(Feature feature, string name, FaultList faults)
    {
        var text = Text(feature, name);
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        faults.Add(PackFiles.Cells, feature.Line, $"{name} '{text}' is no day such as 2026-11-01.");
        return null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
