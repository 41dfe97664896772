using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>A dispatch rule 派遣规则: the first of the file that fits decides. What is left empty does not narrow it.</summary>
/// <param name="Code">Names the rule in a case's history.</param>
/// <param name="Department">Who gets the case.</param>
/// <param name="Categories">Codes of categories or groups.</param>
/// <param name="Areas">Codes of areas, whose smaller areas and cells are meant too.</param>
/// <param name="Days">Days of the week, 1 Monday to 7 Sunday, ascending: <c>12345</c>.</param>
/// <param name="From">First minute, in the city's local time.</param>
/// <param name="To">End; before <paramref name="From"/> it runs through midnight.</param>
/// <param name="IsAutomatic">True when filing dispatches by it at once; else a dispatcher does.</param>
public sealed record DispatchLine(
    string Code,
    string Department,
    ImmutableArray<string> Categories,
    ImmutableArray<string> Areas,
    string Days,
    TimeOnly? From,
    TimeOnly? To,
    bool IsAutomatic);
