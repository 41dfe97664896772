using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GridCity.Cities.Files;
using GridCity.Cities.Places;

namespace GridCity.Cities.Import;

/// <summary>A county, town or village of a hierarchy.</summary>
/// <param name="Code">12 digits: 6 of the county, 3 of the town, 3 of the village.</param>
/// <param name="Centre">Degrees, WGS84; null where the file has none.</param>
internal sealed record Division(string Code, string Level, string Name, (double X, double Y)? Centre);

/// <summary>
/// Reads <c>adcode-*.csv</c>: no header; code, parent, name, level, …, the eleventh says whether the row is virtual, the 13th
/// and 14th are the centre in GCJ-02. That is how the public adcode collection gives the divisions of China.
/// </summary>
internal static class Hierarchy
{
    private const int CodeDigits = 12;
    private const int FieldsLeast = 14;

    private static readonly string[] Levels = ["city", "county", "town", "village"];

    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { HasHeaderRecord = false, BadDataFound = null };

    /// <summary>All rows that are no virtual ones, in order of code.</summary>
    public static List<Division> Read(string folder, FaultList faults)
    {
        var found = new SortedDictionary<string, Division>(StringComparer.Ordinal);
        var files = Directory.GetFiles(folder, "adcode-*.csv").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) faults.Add("adcode-*.csv", 0, "there is none in the folder; the hierarchy is read from them.");
        foreach (var file in files)
            foreach (var division in ReadFile(file, faults))
                found.TryAdd(division.Code, division);
        return [.. found.Values];
    }

    private static IEnumerable<Division> ReadFile(string file, FaultList faults)
    {
        using var text = new StreamReader(file);
        using var csv = new CsvParser(text, Form);
        while (csv.Read())
            if (Row(Path.GetFileName(file), csv, faults) is { } division) yield return division;
    }

    private static Division? Row(string file, CsvParser csv, FaultList faults)
    {
        if (csv.Count < FieldsLeast)
        {
            faults.Add(file, csv.RawRow, $"has {csv.Count} fields; {FieldsLeast} are needed.");
            return null;
        }
        var (code, level) = (csv[0], csv[3]);
        if (code.Length != CodeDigits || !code.All(char.IsAsciiDigit)) faults.Add(file, csv.RawRow, $"code '{code}' is not {CodeDigits} digits.");
        else if (!Levels.Contains(level)) faults.Add(file, csv.RawRow, $"level '{level}' is none of {string.Join(", ", Levels)}.");
        else if (csv[10] != "t") return new(code, level, csv[2], Centre(file, csv, faults));
        return null;
    }

    private static (double X, double Y)? Centre(string file, CsvParser csv, FaultList faults)
    {
        if (csv[12].Length == 0 && csv[13].Length == 0) return null;
        if (double.TryParse(csv[12], CultureInfo.InvariantCulture, out var longitude)
            && double.TryParse(csv[13], CultureInfo.InvariantCulture, out var latitude)
            && Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 85)
            return Gcj02.ToWgs84(longitude, latitude);
        faults.Add(file, csv.RawRow, $"centre '{csv[12]}, {csv[13]}' is no longitude and latitude.");
        return null;
    }
}
