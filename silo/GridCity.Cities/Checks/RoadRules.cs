using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Roads join intersections of the city by roads that their layouts have.</summary>
internal static class RoadRules
{
    private const int MetresMax = 100_000, KilometresPerHourMax = 200;

    public static void Run(CheckContext context)
    {
        var roads = context.Pack.Roads;
        context.Unique(PackFiles.Roads, roads, road => road.Code);
        var layouts = context.Pack.IntersectionLayouts.DistinctBy(one => one.Code).ToDictionary(one => one.Code, StringComparer.Ordinal);
        var drawn = context.Pack.Intersections.DistinctBy(one => one.Code)
            .ToDictionary(one => one.Code, one => layouts.GetValueOrDefault(one.Layout), StringComparer.Ordinal);
        for (var index = 0; index < roads.Length; index++)
            foreach (var fault in Faults(roads[index], drawn)) context.Fault(PackFiles.Roads, index, fault);
    }

    private static IEnumerable<string> Faults(RoadLine road, Dictionary<string, LayoutDrawing?> drawn)
    {
        if (road.From.Length == 0 && road.To.Length == 0) yield return "joins no intersection.";
        if (End("from", road.From, road.FromRoad, drawn, layout => layout.Exits) is { } begin) yield return begin;
        if (End("to", road.To, road.ToRoad, drawn, layout => layout.Lanes) is { } end) yield return end;
        if (road.Metres is < 1 or > MetresMax) yield return $"is {road.Metres} m long: 1 to {MetresMax}.";
        if (road.KilometresPerHour is < 1 or > KilometresPerHourMax)
            yield return $"allows {road.KilometresPerHour} km/h: 1 to {KilometresPerHourMax}.";
    }

    private static string? End(
        string column, string code, string name, Dictionary<string, LayoutDrawing?> drawn,
        Func<LayoutDrawing, IEnumerable<DrawnLane>> lanes)
    {
        if (code.Length == 0) return name.Length == 0 ? null : $"{column}_road '{name}' has no intersection in {column}.";
        if (!drawn.TryGetValue(code, out var layout)) return $"unknown intersection '{code}' in {column}.";
        return layout is null || lanes(layout).Any(lane => lane.Road == name)
            ? null
            : $"{column}_road '{name}' is no road of the layout of {code}.";
    }
}
