namespace GridCity.Cities.Model;

/// <summary>What can be reported, or a group of that.</summary>
/// <param name="Kind"><see cref="CategoryKind"/>.</param>
/// <param name="Group">Code of its group; empty for a group.</param>
/// <param name="ComponentDigits">How component codes name it; empty for events and groups.</param>
public sealed record Category(string Code, string Kind, string Group, LocalText Name, string ComponentDigits)
{
    public bool IsGroup => Group.Length == 0;
}

/// <summary>The two kinds of categories.</summary>
public static class CategoryKind
{
    /// <summary>Municipal facility 部件.</summary>
    public const string Component = "component";

    /// <summary>A disturbance of the city's look or order 事件.</summary>
    public const string Event = "event";
}

/// <summary>A filing standard 立案标准: one condition of a category, its limit and what closes it.</summary>
/// <param name="Limit">In <paramref name="Unit"/>, from dispatch to feedback; at least 1.</param>
/// <param name="Unit">A unit of <see cref="LimitUnit"/>.</param>
/// <param name="Urgency">A word of <see cref="StandardUrgency"/>.</param>
public sealed record Standard(
    string Code, string Category, LocalText Condition, int Limit, string Unit, string Urgency, LocalText Closing);

/// <summary>Units of a limit.</summary>
public static class LimitUnit
{
    /// <summary>紧急工作时: an hour that runs through nights and holidays.</summary>
    public const string UrgentWorkHour = "urgent_work_hour";

    /// <summary>工作时: an hour within working hours.</summary>
    public const string WorkHour = "work_hour";

    /// <summary>紧急工作日: a day that runs through weekends and holidays.</summary>
    public const string UrgentWorkDay = "urgent_work_day";

    /// <summary>工作日: a day that is worked.</summary>
    public const string WorkDay = "work_day";

    /// <summary>自然日: 24 hours.</summary>
    public const string CalendarDay = "calendar_day";

    public static IReadOnlyList<string> All { get; } = [UrgentWorkHour, WorkHour, UrgentWorkDay, WorkDay, CalendarDay];
}

/// <summary>How fast a standard asks to be handled.</summary>
public static class StandardUrgency
{
    public const string Ordinary = "ordinary";

    public const string Urgent = "urgent";

    public static IReadOnlyList<string> All { get; } = [Ordinary, Urgent];
}
