using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using GridCity.Cities.Model;

namespace GridCity.Cities.Files;

/// <summary>The row that a table is at. What cannot be read is noted as a fault and given as nothing.</summary>
internal sealed class CsvRow(CsvParser csv, string[] columns, string file, FaultList faults)
{
    /// <summary>Characters of a code; it stands in grain ids and printed numbers.</summary>
    private const int CodeLengthMax = 40;

    public bool IsWhole()
    {
        if (csv.Count == columns.Length) return true;
        Refuse($"has {csv.Count} fields; {columns.Length} are needed: {string.Join(',', columns)}.");
        return false;
    }

    public string Text(int column) => csv[column];

    /// <summary>1 to 40 characters without a space or slash.</summary>
    public string Code(int column)
    {
        var code = csv[column];
        if (code.Length is 0 or > CodeLengthMax || code.AsSpan().ContainsAny('/', ' ', '\t'))
            Refuse($"{columns[column]} '{code}' is no code: 1 to {CodeLengthMax} characters, no space, no slash.");
        return code;
    }

    /// <summary>A column for Chinese and the next one for English.</summary>
    public LocalText Name(int column) => new(csv[column], csv[column + 1]);

    /// <summary>Codes with spaces between them; may be none.</summary>
    public ImmutableArray<string> Codes(int column) => [.. csv[column].Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public string OneOf(int column, IReadOnlyList<string> words)
    {
        if (!words.Contains(csv[column]))
            Refuse($"{columns[column]} '{csv[column]}' is none of {string.Join(", ", words)}.");
        return csv[column];
    }

    public int Whole(int column)
    {
        if (int.TryParse(csv[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse($"{columns[column]} '{csv[column]}' is no whole number.");
        return 0;
    }

    public int? WholeOrNone(int column) => csv[column].Length == 0 ? null : Whole(column);

    public double Degrees(int column, double limit)
    {
        if (double.TryParse(csv[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            && Math.Abs(degrees) <= limit)
            return degrees;
        Refuse($"{columns[column]} '{csv[column]}' is no number of degrees from -{limit} to {limit}.");
        return 0;
    }

    public TimeOnly? TimeOrNone(int column) => csv[column].Length == 0 ? null : Time(column);

    public TimeOnly Time(int column)
    {
        if (TimeOnly.TryParseExact(csv[column], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Refuse($"{columns[column]} '{csv[column]}' is no time of day such as 08:30.");
        return default;
    }

    private void Refuse(string reason) => faults.Add(file, csv.RawRow, reason);
}
