using System.Collections.Immutable;
using GridCity.Cities.Model;
using GridCity.Cities.Places;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Silo.Cities;

/// <summary>
/// A city's dispatch rules, and after them its responsibilities as rules that a dispatcher may follow; each in the order of
/// its file.
/// </summary>
internal static class PackDispatching
{
    /// <summary>Lines in a file before the first entry.</summary>
    private const int HeaderLines = 1;

    public static DispatchRules RulesOf(CityPack pack) => new(
        [
            .. pack.DispatchRules.Select(line => RuleOf(line, pack)),
            .. pack.Responsibilities.Select((line, at) => RuleOf(line, at + HeaderLines + 1, pack)),
        ],
        ClockOf(pack.Info));

    private static LocalClock ClockOf(CityInfo info) =>
        new([.. CityClock.Offsets(info.TimeZone).Select(offset => new ClockOffset(offset.From, offset.Offset))]);

    private static DispatchRule RuleOf(DispatchLine line, CityPack pack) => new(
        line.Code, line.Department, [.. line.Categories.SelectMany(code => Members(code, pack))], line.Areas,
        [.. line.Days.Select(DayOf)], line.From, line.To, line.IsAutomatic);

    private static DispatchRule RuleOf(Responsibility line, int number, CityPack pack) => new(
        $"responsibilities:{number}",
        line.Department,
        line.Category.Length == 0 ? [] : Members(line.Category, pack),
        line.Area.Length == 0 ? [] : [line.Area],
        Days: []);

    /// <summary>A line for a group is for its categories, which a report names; the group itself is none.</summary>
    private static ImmutableArray<string> Members(string code, CityPack pack) =>
        [.. pack.Categories.Where(category => category.Code == code || category.Group == code).Select(category => category.Code)];

    /// <summary>From 1 Monday to 7 Sunday.</summary>
    private static DayOfWeek DayOf(char day) => (DayOfWeek)((day - '0') % 7);
}
