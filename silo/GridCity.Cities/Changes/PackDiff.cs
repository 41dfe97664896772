using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Changes;

/// <summary>Compares two states of a city. Pure: the same packs give the same changes in the same order.</summary>
public static class PackDiff
{
    /// <summary>Kind by kind; within a kind what is gone, then what is new or different in the order of its file.</summary>
    /// <param name="before">A pack that passes the check.</param>
    /// <param name="after">A pack that passes the check.</param>
    public static ImmutableArray<PackChange> Compare(CityPack before, CityPack after) =>
    [
        .. Entries("area", Tables.Areas, before.Areas, after.Areas, area => area.Code),
        .. Entries("duty grid", Tables.DutyGrids, before.DutyGrids, after.DutyGrids, grid => grid.Code),
        .. CellChanges.Of(before, after),
        .. Entries("category", Tables.Categories, before.Categories, after.Categories, category => category.Code),
        .. Entries("standard", Tables.Standards, before.Standards, after.Standards, standard => standard.Code),
        .. Entries("department", Tables.Departments, before.Departments, after.Departments, unit => unit.Code),
        .. Responsibilities(before, after),
        .. Entries("dispatch rule", Tables.DispatchRules, before.DispatchRules, after.DispatchRules, rule => rule.Code),
        .. Order(PackFiles.DispatchRules, before.DispatchRules, after.DispatchRules),
        .. Entries("shift", Tables.Shifts, before.Shifts, after.Shifts, shift => shift.Code),
        .. Entries("inspector", Tables.Inspectors, before.Inspectors, after.Inspectors, inspector => inspector.Code),
        .. Entries("hotline", Tables.Hotlines, before.Hotlines, after.Hotlines, line => line.Code),
        .. Entries("hotline field", Tables.HotlineFields, before.HotlineFields, after.HotlineFields, field => $"{field.Line} {field.Field}"),
        .. Entries("component", Tables.Components, before.Components, after.Components, component => component.Code),
        .. Entries("intersection", Tables.Intersections, before.Intersections, after.Intersections, one => one.Code),
        .. Layouts(before, after),
        .. Entries("road", Tables.Roads, before.Roads, after.Roads, road => road.Code),
    ];

    /// <summary>Compared as they are written.</summary>
    private static IEnumerable<PackChange> Layouts(CityPack before, CityPack after)
    {
        if (LayoutsFile.Text(before.IntersectionLayouts) != LayoutsFile.Text(after.IntersectionLayouts))
            yield return new PackChange.EntryChanged("list", PackFiles.IntersectionLayouts, ["layouts"]);
    }

    private static IEnumerable<PackChange> Entries<T>(
        string kind, CsvTable<T> table, ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> code)
    {
        var (olds, news) = (before.ToDictionary(code), after.ToDictionary(code));
        foreach (var old in before.Select(code))
            if (!news.ContainsKey(old)) yield return new PackChange.EntryRemoved(kind, old);
        foreach (var entry in after)
        {
            if (!olds.TryGetValue(code(entry), out var old)) yield return new PackChange.EntryAdded(kind, code(entry));
            else if (Fields(table, old, entry) is { Length: > 0 } fields) yield return new PackChange.EntryChanged(kind, code(entry), fields);
        }
    }

    /// <summary>The first that fits decides, so their order is a thing of its own.</summary>
    private static IEnumerable<PackChange> Order(
        string file, ImmutableArray<DispatchLine> before, ImmutableArray<DispatchLine> after)
    {
        var (olds, news) = (before.Select(rule => rule.Code).ToList(), after.Select(rule => rule.Code).ToList());
        if (!olds.Intersect(news).SequenceEqual(news.Intersect(olds)))
            yield return new PackChange.EntryChanged("list", file, ["order"]);
    }

    /// <summary>They have no code of their own, and their order decides: any difference is one of the whole list.</summary>
    private static IEnumerable<PackChange> Responsibilities(CityPack before, CityPack after)
    {
        if (!before.Responsibilities.SequenceEqual(after.Responsibilities))
            yield return new PackChange.EntryChanged("list", PackFiles.Responsibilities, ["order or lines"]);
    }

    private static ImmutableArray<string> Fields<T>(CsvTable<T> table, T old, T entry) =>
    [
        .. table.Fields(old).Zip(table.Fields(entry), table.Columns)
            .Where(field => field.First != field.Second).Select(field => field.Third),
    ];
}
