using System.Collections.Immutable;

namespace GridCity.Cities.Model;

/// <summary>A city as data: everything that is in its folder. The files' form is docs/city-pack.md.</summary>
/// <param name="Outline">The ground that the cells fill without gap or overlap, one shape per separate piece.</param>
public sealed record CityPack(
    CityInfo Info,
    ImmutableArray<Area> Areas,
    ImmutableArray<Shape> Outline,
    ImmutableArray<DutyGrid> DutyGrids,
    ImmutableArray<Cell> Cells,
    ImmutableArray<Category> Categories,
    ImmutableArray<Standard> Standards,
    ImmutableArray<Department> Departments,
    ImmutableArray<Responsibility> Responsibilities,
    ImmutableArray<Shift> Shifts,
    ImmutableArray<Inspector> Inspectors,
    ImmutableArray<Component> Components)
{
    /// <summary>Who gets what at once or at which time, in the order of the file; before all responsibilities.</summary>
    public ImmutableArray<DispatchLine> DispatchRules { get; init; } = [];

    /// <summary>Lines that people call; a city without any takes reports from all sources.</summary>
    public ImmutableArray<Hotline> Hotlines { get; init; } = [];

    /// <summary>Their forms, in the order in which an agent asks.</summary>
    public ImmutableArray<HotlineField> HotlineFields { get; init; } = [];

    /// <summary>Signalised intersections; a city without traffic signals has none.</summary>
    public ImmutableArray<Intersection> Intersections { get; init; } = [];

    /// <summary>Roads between them; escorts find their way by these.</summary>
    public ImmutableArray<RoadLine> Roads { get; init; } = [];

    /// <summary>What is built at them.</summary>
    public ImmutableArray<LayoutDrawing> IntersectionLayouts { get; init; } = [];

    /// <summary>Standards of each category, in the order of the file.</summary>
    public ILookup<string, Standard> StandardsByCategory() => Standards.ToLookup(standard => standard.Category);

    /// <summary>The department that answers for a category in an area: the first line that fits.</summary>
    /// <param name="area">Code of an area or cell.</param>
    /// <returns>Null when nobody does.</returns>
    public string? DepartmentFor(Category category, string area)
    {
        foreach (var line in Responsibilities)
            if (line.Fits(category, area)) return line.Department;
        return null;
    }
}

/// <summary>A name or a sentence in the languages of the city; one of them may be empty.</summary>
public readonly record struct LocalText(string Zh, string En)
{
    /// <summary>Both for people who read either, such as <c>Street light 路灯</c>.</summary>
    public string Both => Zh.Length == 0 ? En : En.Length == 0 ? Zh : $"{En} {Zh}";
}
