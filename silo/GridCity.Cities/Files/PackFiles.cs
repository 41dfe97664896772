namespace GridCity.Cities.Files;

/// <summary>Names of the files in a city's folder.</summary>
public static class PackFiles
{
    public const string City = "city.json";
    public const string Outline = "outline.geojson";
    public const string Areas = "areas.csv";
    public const string DutyGrids = "duty-grids.csv";
    public const string Cells = "cells.geojson";
    public const string Categories = "categories.csv";
    public const string Standards = "standards.csv";
    public const string Departments = "departments.csv";
    public const string Responsibilities = "responsibilities.csv";
    public const string DispatchRules = "dispatch-rules.csv";
    public const string Shifts = "shifts.csv";
    public const string Inspectors = "inspectors.csv";
    public const string Hotlines = "hotlines.csv";
    public const string HotlineFields = "hotline-fields.csv";
    public const string Components = "components.csv";
    public const string Intersections = "intersections.csv";
    public const string Roads = "roads.csv";
    public const string IntersectionLayouts = "intersection-layouts.json";

    public static IReadOnlyList<string> All { get; } =
    [
        City, Outline, Areas, DutyGrids, Cells, Categories, Standards, Departments, Responsibilities, DispatchRules, Shifts,
        Inspectors, Hotlines, HotlineFields, Components,
    ];

    /// <summary>Files that a city may leave out: one without traffic signals has none of them.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Intersections, IntersectionLayouts, Roads];

    /// <summary>Those that a folder has: all that must be there, and of the others what is.</summary>
    public static IEnumerable<string> In(string folder) =>
        All.Concat(Optional.Where(file => File.Exists(Path.Combine(folder, file))));
}
