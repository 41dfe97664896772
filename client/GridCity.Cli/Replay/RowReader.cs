using System.Globalization;
using CsvHelper;

namespace GridCity.Cli.Replay;

/// <summary>Makes a record of a row by the map.</summary>
internal sealed class RowReader(ReplayMap map)
{
    private readonly TimeZoneInfo _zone = Zone(map.TimeZone);
    private readonly string[] _mapped = Mapped(map.Columns);

    /// <exception cref="ReplayException">A mapped column is missing.</exception>
    public void CheckHeader(string path, string[] header)
    {
        if (_mapped.FirstOrDefault(name => !header.Contains(name)) is { } missing)
            throw new ReplayException($"{path} has no column '{missing}'. It has: {string.Join(", ", header)}. Correct the map.");
    }

    public (ReplayRecord? Record, BadRow? Bad) Read(CsvReader row)
    {
        var (columns, line) = (map.Columns, row.Context.Parser!.RawRow);
        var (id, category, department) = (Text(row, columns.Id), Text(row, columns.Category), Text(row, columns.Department));
        if (WithControl(row) is { } column) return Bad(line, $"{column} holds a control character");
        if (id.Length == 0) return Bad(line, $"no {columns.Id}");
        if (category.Length == 0) return Bad(line, $"no {columns.Category}");
        if (department.Length == 0) return Bad(line, $"no {columns.Department}");
        if (Moment(Text(row, columns.Opened)) is not { } opened) return Bad(line, $"{columns.Opened} is not a time");
        var (closed, closedAt) = (Text(row, columns.Closed), Moment(Text(row, columns.Closed)));
        if (closed.Length > 0 && closedAt is null) return Bad(line, $"{columns.Closed} is not a time");
        if (!TryPlace(row, out var place)) return Bad(line, "no usable position");
        var result = Text(row, columns.Result);
        return (
            new(
                line,
                id,
                Code(category),
                category,
                Code(department),
                department,
                place,
                Text(row, columns.Address),
                Text(row, columns.Description),
                result.Length == 0 ? map.ResultUsual : result,
                Source(Text(row, columns.Source)),
                opened,
                closedAt),
            null);
    }

    private string Code(string text) => map.Codes ? text : Slug.Of(text);

    /// <returns>False when the record has no position and the map says that such a one is refused.</returns>
    private bool TryPlace(CsvReader row, out (double, double)? place)
    {
        var (latitude, longitude) = (Text(row, map.Columns.Latitude), Text(row, map.Columns.Longitude));
        place = !map.IsPlaceholder(latitude, longitude)
            && double.TryParse(latitude, CultureInfo.InvariantCulture, out var north)
            && double.TryParse(longitude, CultureInfo.InvariantCulture, out var east)
            ? (north, east)
            : null;
        return place is not null || map.FallbackPlace == ReplayMap.NoPlace;
    }

    private string Source(string channel) => map.Sources.TryGetValue(channel, out var known) ? known : Slug.Of(channel);

    /// <summary>An hour that the clocks skipped in spring is read as if they had not.</summary>
    private DateTimeOffset? Moment(string text) =>
        DateTime.TryParseExact(text, map.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime()
            : null;

    /// <summary>The first mapped column with a character that no case takes.</summary>
    private string? WithControl(CsvReader row) => _mapped.FirstOrDefault(column => Text(row, column).Any(IsForbidden));

    /// <summary>A column's text on one or more lines.</summary>
    private static string Text(CsvReader row, string column) =>
        column.Length == 0 ? "" : (row.GetField(column) ?? "").ReplaceLineEndings("\n").Trim();

    private static bool IsForbidden(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');

    private static (ReplayRecord?, BadRow?) Bad(int line, string reason) => (null, new(line, reason));

    private static string[] Mapped(ReplayColumns columns)
    {
        string[] all =
        [
            columns.Id, columns.Opened, columns.Category, columns.Department, columns.Latitude, columns.Longitude,
            columns.Address, columns.Description, columns.Result, columns.Source, columns.Closed,
        ];
        return Array.FindAll(all, name => name.Length > 0);
    }

    private static TimeZoneInfo Zone(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (TimeZoneNotFoundException)
        {
            throw new ReplayException($"This machine does not know the time zone '{name}': install the package tzdata.");
        }
    }
}
