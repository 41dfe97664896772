using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Checks;

/// <summary>Components: codes by the scheme, in the cell that they name.</summary>
internal static class ComponentRules
{
    public static void Run(CheckContext context, bool shapesAreSound)
    {
        var components = context.Pack.Components;
        context.Unique(PackFiles.Components, components, component => component.Code);
        for (var index = 0; index < components.Length; index++)
        {
            Code(context, index, components[index]);
            References(context, index, components[index], shapesAreSound);
        }
    }

    private static void Code(CheckContext context, int index, Component component)
    {
        var (code, scheme) = (component.Code, context.Info.Codes);
        if (!CheckContext.IsDigits(code) || code.Length != scheme.ComponentDigits)
        {
            context.Fault(PackFiles.Components, index, $"code '{code}' is not {scheme.ComponentDigits} digits.");
            return;
        }
        var (area, digits) = (scheme.Component[0].Digits, scheme.Component[1].Digits);
        if (!component.Cell.AsSpan().StartsWith(code.AsSpan(0, area)))
            context.Fault(PackFiles.Components, index, $"{code} does not begin with the first {area} digits of its cell {component.Cell}.");
        if (context.Categories.TryGetValue(component.Category, out var category)
            && !code.AsSpan(area, digits).SequenceEqual(category.ComponentDigits))
            context.Fault(PackFiles.Components, index, $"{code} does not have the digits {category.ComponentDigits} of its category {category.Code}.");
    }

    private static void References(CheckContext context, int index, Component component, bool shapesAreSound)
    {
        if (!context.Categories.TryGetValue(component.Category, out var category) || category.ComponentDigits.Length == 0)
            context.Fault(PackFiles.Components, index, $"unknown category of components '{component.Category}'.");
        if (component.Department.Length > 0 && !context.Departments.ContainsKey(component.Department))
            context.Fault(PackFiles.Components, index, $"unknown department '{component.Department}'.");
        if (!context.Cells.TryGetValue(component.Cell, out var cell))
            context.Fault(PackFiles.Components, index, $"{component.Code} is an orphan: there is no cell '{component.Cell}'.");
        else if (shapesAreSound && !IsAt(component, cell))
            context.Fault(PackFiles.Components, index, $"{component.Code} does not lie in its cell {component.Cell}.");
    }

    private static bool IsAt(Component component, Cell cell) =>
        RingTest.Covers(cell.Shape, component.Longitude, component.Latitude)
        || RingTest.MetresTo(cell.Shape, component.Longitude, component.Latitude) <= CellIndex.SliverMetresMax;
}
