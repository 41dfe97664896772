using System.Collections.Immutable;
using GridCity.Cities.Files;
using GridCity.Cities.Model;
using GridCity.Cities.Places;

namespace GridCity.Cities.Checks;

/// <summary>The pack under check, with the look-ups that several rules need.</summary>
internal sealed class CheckContext(ReadPack read, FaultList faults)
{
    public CityPack Pack => read.Pack;

    public CityInfo Info => read.Pack.Info;

    public Dictionary<string, Area> Areas { get; } = Distinct(read.Pack.Areas, area => area.Code);

    public Dictionary<string, DutyGrid> DutyGrids { get; } = Distinct(read.Pack.DutyGrids, grid => grid.Code);

    public Dictionary<string, Cell> Cells { get; } = Distinct(read.Pack.Cells, cell => cell.Code);

    public Dictionary<string, Category> Categories { get; } = Distinct(read.Pack.Categories, category => category.Code);

    public Dictionary<string, Department> Departments { get; } = Distinct(read.Pack.Departments, unit => unit.Code);

    public Dictionary<string, Shift> Shifts { get; } = Distinct(read.Pack.Shifts, shift => shift.Code);

    public CellIndex Index => field ??= new(read.Pack.Cells);

    /// <summary>A fault of the entry at an index of a file.</summary>
    public void Fault(string file, int index, string reason) => faults.Add(file, read.LineOf(file, index), reason);

    public void FaultOfFile(string file, string reason) => faults.Add(file, 0, reason);

    /// <summary>Every code stands once.</summary>
    public void Unique<T>(string file, ImmutableArray<T> entries, Func<T, string> code)
    {
        var seen = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var index = 0; index < entries.Length; index++)
            if (!seen.TryAdd(code(entries[index]), index))
                Fault(file, index, $"code {code(entries[index])} stands in line {read.LineOf(file, seen[code(entries[index])])} already.");
    }

    /// <summary>A text is there in every language of the city.</summary>
    public void Named(string file, int index, string what, LocalText text)
    {
        foreach (var language in Info.Languages)
            if ((language == "zh" ? text.Zh : text.En).Length == 0)
                Fault(file, index, $"{what}_{language} is empty; the city's languages are {string.Join(", ", Info.Languages)}.");
    }

    /// <summary>True for days of the week, 1 Monday to 7 Sunday, ascending.</summary>
    public static bool AreWeekdays(string days) =>
        days.All(day => day is >= '1' and <= '7') && days.Zip(days.Skip(1)).All(pair => pair.First < pair.Second);

    public static bool IsDigits(string code) => code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static Dictionary<string, T> Distinct<T>(ImmutableArray<T> entries, Func<T, string> code)
    {
        var found = new Dictionary<string, T>(entries.Length, StringComparer.Ordinal);
        foreach (var entry in entries) found.TryAdd(code(entry), entry);
        return found;
    }
}
