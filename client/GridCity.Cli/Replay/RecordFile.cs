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
        using var csv = Open();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var (record, bad) = _rows.Read(csv);
            if (record is not null && !seen.Add(record.Id)) bad = new(record.Line, $"record id {record.Id} stands in the file twice");
            yield return bad is null ? (record, null) : (null, bad);
        }
    }

    private CsvReader Open()
    {
        try
        {
            Stream file = File.OpenRead(path);
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) file = new GZipStream(file, CompressionMode.Decompress);
            var csv = new CsvReader(new StreamReader(file), Form);
            csv.Read();
            csv.ReadHeader();
            _rows.CheckHeader(path, csv.HeaderRecord ?? []);
            return csv;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or CsvHelperException)
        {
            throw new ReplayException($"{path} cannot be read: {error.Message}");
        }
    }
}
