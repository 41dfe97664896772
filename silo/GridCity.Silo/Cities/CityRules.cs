using System.Collections.Immutable;

namespace GridCity.Silo.Cities;

/// <summary>What a city's file must fulfil beyond its form.</summary>
internal static class CityRules
{
    private const int CodeLengthMax = 40;
    private const int CellMetresMin = 10;
    private const int CellMetresMax = 10_000;

    /// <returns>The JSON path of the first fault and what is wrong there; null when all is well.</returns>
    public static (string Where, string Fault)? FirstFault(CityDocument city) =>
        Faults(city).Cast<(string, string)?>().FirstOrDefault();

    private static IEnumerable<(string Where, string Fault)> Faults(CityDocument city)
    {
        if (city.Code.Length != 6 || !city.Code.All(char.IsAsciiDigit))
            yield return ("$.code", $"'{city.Code}' is not 6 digits.");
        foreach (var fault in GridFaults(city)) yield return fault;
        if (city.Categories.IsDefaultOrEmpty) yield return ("$.categories", "is empty; a city needs at least one.");
        foreach (var fault in CodeFaults("$.categories", city.Categories, category => category.Code)) yield return fault;
        foreach (var fault in CodeFaults("$.departments", city.Departments, unit => unit.Code)) yield return fault;
        foreach (var fault in CodeFaults("$.inspectors", city.Inspectors, inspector => inspector.Code)) yield return fault;
        for (var index = 0; index < city.Categories.Length; index++)
            if (city.Categories[index].HandlingMinutesMax < 1)
                yield return ($"$.categories[{index}].handling_minutes_max", "must be at least 1 minute.");
        foreach (var fault in LimitFaults(city.Limits)) yield return fault;
    }

    private static IEnumerable<(string, string)> GridFaults(CityDocument city)
    {
        var grid = city.Grid;
        if (!(grid.South is >= -85 and <= 85 && grid.North is >= -85 and <= 85 && grid.South < grid.North))
            yield return ("$.grid.south", "south must lie below north, both between -85 and 85 degrees.");
        else if (!(grid.West is >= -180 and <= 180 && grid.East is >= -180 and <= 180 && grid.West < grid.East))
            yield return ("$.grid.west", "west must lie left of east, both between -180 and 180 degrees.");
        else if (grid.CellMetres is < CellMetresMin or > CellMetresMax)
            yield return ("$.grid.cell_metres", $"must be {CellMetresMin} to {CellMetresMax} metres.");
        else if (!new CellGrid(city.Code, grid).Fits)
            yield return ("$.grid.cell_metres", "gives more cells than 9 digits number; take larger cells.");
    }

    private static IEnumerable<(string, string)> CodeFaults<T>(string path, ImmutableArray<T> items, Func<T, string> code)
    {
        if (items.IsDefault)
        {
            yield return (path, "is missing.");
            yield break;
        }
        var seen = new HashSet<string>();
        for (var index = 0; index < items.Length; index++)
        {
            var found = code(items[index]);
            if (found.Length is 0 or > CodeLengthMax || found.Any(letter => letter is '/' or <= ' '))
                yield return ($"{path}[{index}].code", $"'{found}' is no code: 1 to {CodeLengthMax} characters, no space, no slash.");
            else if (!seen.Add(found))
                yield return ($"{path}[{index}].code", $"'{found}' stands there twice.");
        }
    }

    private static IEnumerable<(string, string)> LimitFaults(LimitsDocument? limits)
    {
        if (limits?.TextLengthMax < 1) yield return ("$.limits.text_length_max", "must be at least 1 character.");
        if (limits?.InspectorTasksMax < 1) yield return ("$.limits.inspector_tasks_max", "must be at least 1 task.");
        if (limits?.CellOpenCasesMax < 1) yield return ("$.limits.cell_open_cases_max", "must be at least 1 case.");
    }
}
