using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>A department that cases can be dispatched to.</summary>
/// <param name="Area">The area it belongs to.</param>
public sealed record Department(string Code, string Area, LocalText Name);

/// <summary>Who answers for what and where; the first line of the file that fits decides.</summary>
/// <param name="Category">Code of a category or of a group; empty for all.</param>
/// <param name="Area">Code of an area, whose smaller areas and cells are meant too; empty for the whole city.</param>
public sealed record Responsibility(string Department, string Category, string Area)
{
    /// <summary>True for the category, or its group, in an area or cell whose code begins so.</summary>
    public bool Fits(Category category, string area) =>
        (Category.Length == 0 || Category == category.Code || Category == category.Group)
        && area.StartsWith(Area, StringComparison.Ordinal);
}

/// <summary>When an inspector works, in the city's local time.</summary>
/// <param name="Days">Days of the week, 1 Monday to 7 Sunday, ascending: <c>12345</c>.</param>
/// <param name="Begins">First minute of the shift.</param>
/// <param name="Ends">End of the shift; not later than its beginning means the next day.</param>
public sealed record Shift(string Code, LocalText Name, string Days, TimeOnly Begins, TimeOnly Ends);

/// <summary>A grid inspector 网格员.</summary>
/// <param name="DutyGrids">At least one.</param>
public sealed record Inspector(string Code, LocalText Name, string Shift, ImmutableArray<string> DutyGrids);
