using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;

namespace GridCity.Cities.Catalogue;

/// <summary>
/// What a city may be asked to mend, by when, and who does it: a start for a city that has no such data yet, in Chinese and
/// English. Classes as CJ/T 214-2007 numbers them, limits as cities publish them; every line can be changed in the folder.
/// </summary>
public static class UsualCatalogue
{
    private static readonly FaultList Faults = new();

    public static ImmutableArray<Category> Categories { get; } = Read(Tables.Categories);

    public static ImmutableArray<Standard> Standards { get; } = Read(Tables.Standards);

    public static ImmutableArray<Responsibility> Responsibilities { get; } = Read(Tables.Responsibilities);

    public static ImmutableArray<DispatchLine> DispatchRules { get; } = Read(Tables.DispatchRules);

    public static ImmutableArray<Shift> Shifts { get; } = Read(Tables.Shifts);

    public static ImmutableArray<Hotline> Hotlines { get; } = Read(Tables.Hotlines);

    public static ImmutableArray<HotlineField> HotlineFields { get; } = Read(Tables.HotlineFields);

    /// <summary>Departments of the city; the area in the file is a placeholder.</summary>
    public static ImmutableArray<Department> Departments(string city) => [.. Read(Tables.Departments).Select(unit => unit with { Area = city })];

    private static ImmutableArray<T> Read<T>(CsvTable<T> table)
    {
        var name = $"GridCity.Cities.Catalogue.{table.File}";
        using var stream = typeof(UsualCatalogue).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var text = new StreamReader(stream);
        var (rows, _) = table.Read(text, Faults);
        return Faults.IsEmpty ? rows : throw new InvalidOperationException(Faults.Kept[0].ToString());
    }
}
