using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Checks;

/// <summary>Departments and what they answer for; inspectors, their shifts and duty grids.</summary>
internal static class PeopleRules
{
    public static void Run(CheckContext context)
    {
        Departments(context);
        Responsibilities(context);
        Shifts(context);
        Inspectors(context);
    }

    private static void Departments(CheckContext context)
    {
        var departments = context.Pack.Departments;
        context.Unique(PackFiles.Departments, departments, unit => unit.Code);
        if (departments.Length == 0) context.FaultOfFile(PackFiles.Departments, "is empty; a city needs at least one.");
        for (var index = 0; index < departments.Length; index++)
        {
            context.Named(PackFiles.Departments, index, "name", departments[index].Name);
            if (!context.Areas.ContainsKey(departments[index].Area))
                context.Fault(PackFiles.Departments, index, $"area '{departments[index].Area}' is not in {PackFiles.Areas}.");
        }
    }

    private static void Responsibilities(CheckContext context)
    {
        for (var index = 0; index < context.Pack.Responsibilities.Length; index++)
        {
            var one = context.Pack.Responsibilities[index];
            if (!context.Departments.ContainsKey(one.Department))
                context.Fault(PackFiles.Responsibilities, index, $"unknown department '{one.Department}'.");
            if (one.Category.Length > 0 && !context.Categories.ContainsKey(one.Category))
                context.Fault(PackFiles.Responsibilities, index, $"unknown category '{one.Category}'.");
            if (one.Area.Length > 0 && !context.Areas.ContainsKey(one.Area))
                context.Fault(PackFiles.Responsibilities, index, $"unknown area '{one.Area}'.");
        }
    }

    private static void Shifts(CheckContext context)
    {
        context.Unique(PackFiles.Shifts, context.Pack.Shifts, shift => shift.Code);
        for (var index = 0; index < context.Pack.Shifts.Length; index++)
        {
            var shift = context.Pack.Shifts[index];
            context.Named(PackFiles.Shifts, index, "name", shift.Name);
            if (!CheckContext.AreWeekdays(shift.Days))
                context.Fault(PackFiles.Shifts, index, $"days '{shift.Days}' are not days of the week, ascending, such as 12345.");
        }
    }

    private static void Inspectors(CheckContext context)
    {
        var inspectors = context.Pack.Inspectors;
        context.Unique(PackFiles.Inspectors, inspectors, inspector => inspector.Code);
        for (var index = 0; index < inspectors.Length; index++) Inspector(context, index, inspectors[index]);
    }

    private static void Inspector(CheckContext context, int index, Inspector inspector)
    {
        context.Named(PackFiles.Inspectors, index, "name", inspector.Name);
        if (!context.Shifts.ContainsKey(inspector.Shift))
            context.Fault(PackFiles.Inspectors, index, $"unknown shift '{inspector.Shift}'.");
        if (inspector.DutyGrids.Length == 0) context.Fault(PackFiles.Inspectors, index, $"{inspector.Code} has no duty grid.");
        foreach (var grid in inspector.DutyGrids)
            if (!context.DutyGrids.ContainsKey(grid)) context.Fault(PackFiles.Inspectors, index, $"unknown duty grid '{grid}'.");
    }
}
