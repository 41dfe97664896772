using System.Collections.Immutable;
using GridCity.Grains.Cities;

namespace GridCity.Grains.Cases;

/// <summary>Which department gets a case, as data: in order, the first rule that fits decides.</summary>
/// <param name="Rules">In order.</param>
/// <param name="Clock">By which rules tell the time.</param>
public sealed record DispatchRules(ImmutableArray<DispatchRule> Rules, LocalClock Clock)
{
    public static DispatchRules None { get; } = new([], LocalClock.Utc);

    /// <summary>The first rule that fits; null when none does.</summary>
    public DispatchRule? FirstMatch(Report report, DateTimeOffset now)
    {
        var local = Clock.At(now);
        foreach (var rule in Rules)
        {
            if (rule.Fits(report, local)) return rule;
        }

        return null;
    }
}

/// <summary>One rule. What is left empty or null does not narrow it.</summary>
/// <param name="Code">Names the rule in a case's history.</param>
/// <param name="Department">Code of the department that gets the case.</param>
/// <param name="Categories">Beginnings of category codes.</param>
/// <param name="Areas">Beginnings of cell codes.</param>
/// <param name="Days">Days of the week.</param>
/// <param name="From">First moment of the day, on the city's clock.</param>
/// <param name="To">End of that time, not included; before <paramref name="From"/> it runs through midnight.</param>
/// <param name="IsAutomatic">True when filing dispatches by it at once; else a dispatcher does.</param>
public sealed record DispatchRule(
    string Code,
    string Department,
    ImmutableArray<string> Categories,
    ImmutableArray<string> Areas,
    ImmutableArray<DayOfWeek> Days,
    TimeOnly? From = null,
    TimeOnly? To = null,
    bool IsAutomatic = false)
{
    internal bool Fits(Report report, DateTimeOffset local) =>
        Begins(report.Category, Categories)
        && Begins(report.Cell, Areas)
        && (Days.IsDefaultOrEmpty || Days.Contains(local.DayOfWeek))
        && IsTime(TimeOnly.FromTimeSpan(local.TimeOfDay));

    private static bool Begins(string code, ImmutableArray<string> beginnings) =>
        beginnings.IsDefaultOrEmpty
        || beginnings.Any(beginning => code.StartsWith(beginning, StringComparison.Ordinal));

    private bool IsTime(TimeOnly time) => (From, To) switch
    {
        ({ } from, { } to) => time.IsBetween(from, to),
        ({ } from, null) => time >= from,
        (null, { } to) => time < to,
        _ => true,
    };
}
