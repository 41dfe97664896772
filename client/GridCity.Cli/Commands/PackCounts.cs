using System.Globalization;
using GridCity.Cities.Model;

namespace GridCity.Cli.Commands;

/// <summary>One line on what is in a city's folder.</summary>
internal static class PackCounts
{
    public static string Of(CityPack pack) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pack.Areas.Length:N0} areas, {pack.DutyGrids.Length:N0} duty grids, {pack.Cells.Length:N0} cells, "
        + $"{pack.Components.Length:N0} components, {pack.Categories.Count(category => !category.IsGroup):N0} categories, "
        + $"{pack.Standards.Length:N0} standards, {pack.Departments.Length:N0} departments, {pack.Inspectors.Length:N0} inspectors");
}
