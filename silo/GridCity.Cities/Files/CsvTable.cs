using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace GridCity.Cities.Files;

/// <summary>One CSV file of a pack: UTF-8, commas, a header with exactly these columns in this order.</summary>
internal sealed record CsvTable<T>(string File, string[] Columns, Func<CsvRow, T> Make, Func<T, string[]> Fields)
{
    private static readonly CsvConfiguration Form =
        new(CultureInfo.InvariantCulture) { NewLine = "\n", CacheFields = true, Mode = CsvMode.RFC4180, BadDataFound = null };

    /// <summary>Reads all rows; a row with a fault is left out, and the fault noted.</summary>
    /// <param name="rowsLikely">How many there will be: growing arrays of half a million rows cost more than the rows.</param>
    public (ImmutableArray<T> Rows, int[] Lines) Read(TextReader text, FaultList faults, int rowsLikely = 0)
    {
        var (rows, lines) = (ImmutableArray.CreateBuilder<T>(rowsLikely), new List<int>(rowsLikely));
        using var csv = new CsvParser(text, Form);
        if (!HasHeader(csv, faults)) return ([], []);
        var row = new CsvRow(csv, Columns, File, faults);
        while (csv.Read())
        {
            var before = faults.Count;
            if (!row.IsWhole()) continue;
            var made = Make(row);
            if (faults.Count > before) continue;
            rows.Add(made);
            lines.Add(csv.RawRow);
        }
        return (rows.DrainToImmutable(), [.. lines]);
    }

    public void Write(TextWriter text, IEnumerable<T> rows)
    {
        using var csv = new CsvWriter(text, Form, leaveOpen: true);
        foreach (var line in rows.Select(Fields).Prepend(Columns))
        {
            foreach (var field in line) csv.WriteField(field);
            csv.NextRecord();
        }
    }

    private bool HasHeader(CsvParser csv, FaultList faults)
    {
        var found = csv.Read() ? csv.Record! : [];
        if (found.Length > 0) found[0] = found[0].TrimStart('\uFEFF');
        if (found.SequenceEqual(Columns)) return true;
        faults.Add(File, 1, $"the header is '{string.Join(',', found)}'; it must be '{string.Join(',', Columns)}'.");
        return false;
    }
}
