using System.Globalization;
using CsvHelper;
using GridCity.Sumo;
using GridCity.Sumo.Runs;

namespace GridCity.Bench.Traffic;

/// <summary>
/// The CSV of all runs. A run is written when it is done, so a bench that was broken off goes on where it was; runs of our
/// own controller by another build are made again.
/// </summary>
internal sealed class RunFile
{
    private readonly string? _path;
    private readonly double _scale;
    private readonly string _build;
    private readonly List<RunRow> _rows;

    /// <param name="path">Null keeps the runs in memory only.</param>
    /// <exception cref="SumoException">The file is there and cannot be read.</exception>
    public RunFile(string? path, double scale, string build)
    {
        (_path, _scale, _build) = (path, scale, build);
        _rows = path is not null && File.Exists(path) ? [.. Read(path).Where(IsStillTrue)] : [];
        if (path is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var csv = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        csv.WriteHeader<RunRow>();
        csv.NextRecord();
        csv.WriteRecords(_rows);
    }

    /// <summary>Runs with the demand of this bench.</summary>
    public IEnumerable<RunRow> Rows => _rows.Where(row => row.Scale == _scale);

    public bool Has(string scenario, string controller, int seed) =>
        Rows.Any(row => row.Scenario == scenario && row.Controller == controller && row.Seed == seed);

    public void Add(RunResult result)
    {
        _rows.Add(RunRow.Of(result, _scale, _build));
        if (_path is null) return;
        using var csv = new CsvWriter(new StreamWriter(_path, append: true), CultureInfo.InvariantCulture);
        csv.WriteRecord(_rows[^1]);
        csv.NextRecord();
    }

    /// <exception cref="SumoException">It is not such a file; the message names it and the place.</exception>
    public static IReadOnlyList<RunRow> Read(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        try
        {
            return [.. csv.GetRecords<RunRow>()];
        }
        catch (CsvHelperException broken)
        {
            throw new SumoException($"{path} line {csv.Parser.Row}: not a row of runs ({broken.Message.Split('\n')[0].Trim()})", broken);
        }
    }

    private bool IsStillTrue(RunRow row) => row.Controller != Controllers.Own || row.Build == _build;
}
