using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Dispatch rules: what they name is there, and each can fit at some time.</summary>
internal static class DispatchRuleRules
{
    /// <summary>What a rule of <c>responsibilities.csv</c> is called in a case's history.</summary>
    private const string Taken = "responsibilities:";

    public static void Run(CheckContext context)
    {
        var rules = context.Pack.DispatchRules;
        context.Unique(PackFiles.DispatchRules, rules, rule => rule.Code);
        for (var index = 0; index < rules.Length; index++)
            foreach (var fault in Faults(context, rules[index])) context.Fault(PackFiles.DispatchRules, index, fault);
    }

    private static IEnumerable<string> Faults(CheckContext context, DispatchLine rule)
    {
        if (rule.Code.StartsWith(Taken, StringComparison.Ordinal))
            yield return $"code '{rule.Code}' must not begin with {Taken}, which names lines of {PackFiles.Responsibilities}.";
        if (!context.Departments.ContainsKey(rule.Department)) yield return $"unknown department '{rule.Department}'.";
        foreach (var code in rule.Categories)
            if (!context.Categories.ContainsKey(code)) yield return $"unknown category '{code}'.";
        foreach (var code in rule.Areas)
            if (!context.Areas.ContainsKey(code)) yield return $"unknown area '{code}'.";
        if (!CheckContext.AreWeekdays(rule.Days))
            yield return $"days '{rule.Days}' are not days of the week, ascending, such as 12345; empty is every day.";
        if (rule.From is { } from && rule.From == rule.To)
            yield return $"from and to are both {from:HH:mm}: the rule never fits. Leave both empty for the whole day.";
    }
}
