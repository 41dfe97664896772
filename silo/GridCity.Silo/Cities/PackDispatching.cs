using GridCity.Cities.Model;
using GridCity.Grains.Cases;

namespace GridCity.Silo.Cities;

/// <summary>A city's responsibilities as dispatch rules: each line is one, in the order of the file.</summary>
internal static class PackDispatching
{
    /// <summary>Lines in the file before the first responsibility.</summary>
    private const int HeaderLines = 1;

    public static DispatchRules RulesOf(CityPack pack) => new(
        [.. pack.Responsibilities.Select((line, at) => RuleOf(line, at + HeaderLines + 1, pack))], TimeSpan.Zero);

    /// <summary>A line for a group is for its categories, which a report names; a group without any fits nothing.</summary>
    private static DispatchRule RuleOf(Responsibility line, int number, CityPack pack)
    {
        var categories = line.Category.Length == 0
            ? []
            : pack.Categories
                .Where(category => category.Code == line.Category || category.Group == line.Category)
                .Select(category => category.Code);
        return new(
            $"responsibilities:{number}",
            line.Department,
            [.. categories],
            line.Area.Length == 0 ? [] : [line.Area],
            Days: []);
    }
}
