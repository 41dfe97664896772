using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace GridCity.Cli.Replay;

/// <summary>Streams a CSV file, plain or gzip. A bad row is handed over with its line and reason; reading goes on.</summary>
internal sealed class RecordFile(string path, ReplayMap map)
{
    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null };

    private readonly RowReader _rows = new(map);

    /// <exception cref="ReplayException">The file cannot be read, or a mapped column is missing.</exception>
    public IEnumerable<(ReplayRecord? Record, BadRow? Bad)> Read()
    {
        using var rows = Open();
        using var csv = Header(rows);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var isRow = csv.Read();
            while (rows.LeftOut.TryDequeue(out var leftOut)) yield return (null, leftOut);
            if (!isRow) break;
            var (record, bad) = _rows.Read(csv);
            if (record is not null && !seen.Add(record.Id)) bad = new(record.Line, $"record id {record.Id} stands in the file twice");
            yield return bad is null ? (record, null) : (null, bad);
        }
    }

    private WholeRows Open()
    {
        try
        {
            Stream file = File.OpenRead(path);
            return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"{path} cannot be read: {error.Message}");
        }
    }

    private CsvReader Header(WholeRows rows)
    {
        try
        {
            var csv = new CsvReader(rows, Form);
            csv.Read();
            csv.ReadHeader();
            _rows.CheckHeader(path, csv.HeaderRecord ?? []);
            return csv;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or CsvHelperException)
        {
            throw new ReplayException($"{path} cannot be read: {error.Message}");
        }
    }
}
