using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections.Figures;
using Npgsql;

namespace GridCity.Silo.Figures;

/// <summary>
/// Every open case in memory, counted per cell and per area around it. It is read from the case rows, which are true
/// together with their events, and from then on only what the journal says has moved is read again: a case's row stands for
/// itself, so that reading one twice changes nothing. Only while somebody asks.
/// </summary>
/// <param name="digits">Digits of the codes of each level, cells included.</param>
internal sealed class OpenBoard(NpgsqlDataSource database, ImmutableArray<int> digits)
{
    /// <summary>Events read at once; when more have happened, all open cases are read anew.</summary>
    private const int PageMax = 5_000;

    private const string Columns = "id, cell, stage, department, source, overdue, registered_at, closed_at";

    private const string OpenSql = $"SELECT {Columns} FROM case_row WHERE closed_at IS NULL";

    private const string NamedSql = $"SELECT {Columns} FROM case_row WHERE id = ANY ($1)";

    private const string EndSql =
        """
        SELECT xid, position FROM journal WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        ORDER BY xid DESC, position DESC LIMIT 1
        """;

    // Also what was committed behind a transaction that still runs: it is read again when that one is over.
    private const string MovedSql =
        "SELECT grain, name = ANY ($4) FROM journal WHERE (xid, position) > ($1, $2) ORDER BY xid, position LIMIT $3";

    private static readonly string[] Names = [.. FigureProjection.Names];

    private readonly Lock _lock = new();
    private Dictionary<string, OpenCase> _cases = [];
    private Dictionary<string, Gauge> _gauges = [];
    private HashSet<string> _changed = [];
    private JournalCursor? _place;

    /// <summary>Brings the board to now. Not for two at once.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var end = await EndAsync(connection, cancellation);
        var moved = _place is { } place ? await MovedAsync(connection, place, cancellation) : null;
        var rows = moved is null
            ? await RowsAsync(new(OpenSql, connection), cancellation)
            : moved.Length == 0 ? [] : await RowsAsync(new(NamedSql, connection) { Parameters = { new() { Value = moved } } }, cancellation);
        lock (_lock)
        {
            if (moved is null) Load(rows);
            else foreach (var (id, now) in rows) Put(id, now);
            _place = end;
        }

        return true;
    }

    /// <summary>Codes of the cells and areas in which something changed since this was asked last.</summary>
    public IReadOnlySet<string> TakeChanged()
    {
        lock (_lock)
        {
            var taken = _changed;
            _changed = [];
            return taken;
        }
    }

    /// <summary>Reads something of one area's counts; null where nothing is open.</summary>
    public T Look<T>(string area, Func<Gauge?, T> read)
    {
        lock (_lock) return read(_gauges.GetValueOrDefault(area));
    }

    /// <summary>All areas of a level within one in which something is open.</summary>
    /// <param name="length">Digits of the level's codes.</param>
    public List<(string Area, int Open, int Overdue)> Parts(string area, int length, Slice slice, string key)
    {
        var parts = new List<(string, int, int)>();
        lock (_lock)
        {
            foreach (var (code, gauge) in _gauges)
                if (code.Length == length && code.StartsWith(area, StringComparison.Ordinal) && gauge[slice, key] is { Open: > 0 } found)
                    parts.Add((code, found.Open, found.Overdue));
        }

        return parts;
    }

    /// <summary>Open cases that meet a condition, first registered first.</summary>
    public List<OpenCase> Find(Func<OpenCase, bool> wanted)
    {
        List<OpenCase> found;
        lock (_lock) found = [.. _cases.Values.Where(wanted)];
        found.Sort((a, b) => a.RegisteredAt != b.RegisteredAt ? a.RegisteredAt.CompareTo(b.RegisteredAt) : string.CompareOrdinal(a.Id, b.Id));
        return found;
    }

    /// <summary>The caller holds the lock, here and below.</summary>
    private void Load(List<(string Id, OpenCase? Now)> rows)
    {
        _changed.UnionWith(_gauges.Keys);
        (_cases, _gauges) = ([], []);
        foreach (var (id, now) in rows) Put(id, now);
    }

    private void Put(string id, OpenCase? now)
    {
        var before = _cases.GetValueOrDefault(id);
        if (before == now) return;
        if (before is not null) Count(before, -1);
        if (now is null)
        {
            _cases.Remove(id);
            return;
        }

        _cases[id] = now;
        Count(now, 1);
    }

    private void Count(OpenCase one, int amount)
    {
        foreach (var length in digits)
        {
            if (length > one.Cell.Length) continue;
            var area = one.Cell[..length];
            if (!_gauges.TryGetValue(area, out var gauge)) _gauges[area] = gauge = new();
            gauge.Count(one, amount);
            _changed.Add(area);
        }
    }

    private static async Task<JournalCursor> EndAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(EndSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new(reader.GetInt64(0), reader.GetInt64(1)) : JournalCursor.Start;
    }

    /// <returns>Ids of the cases that moved behind a place; null when that is too much to follow.</returns>
    private static async Task<string[]?> MovedAsync(NpgsqlConnection connection, JournalCursor place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(MovedSql, connection);
        command.Parameters.AddWithValue(place.Transaction);
        command.Parameters.AddWithValue(place.Position);
        command.Parameters.AddWithValue(PageMax);
        command.Parameters.AddWithValue(Names);
        var (ids, read) = (new HashSet<string>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        for (; await reader.ReadAsync(cancellation); read++)
            if (reader.GetBoolean(1)) ids.Add(GrainId.Parse(reader.GetString(0)).Key);
        return read == PageMax ? null : [.. ids];
    }

    private static async Task<List<(string Id, OpenCase? Now)>> RowsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var asked = command;
        var rows = new List<(string, OpenCase?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetString(0), Row(reader)));
        return rows;
    }

    /// <summary>Words that many cases share are one string each.</summary>
    private static OpenCase? Row(NpgsqlDataReader reader) => !reader.IsDBNull(7) ? null : new(
        reader.GetString(0), string.Intern(reader.GetString(1)), string.Intern(reader.GetString(2)), string.Intern(reader.GetString(3)),
        string.Intern(reader.GetString(4)), reader.GetBoolean(5), reader.GetFieldValue<DateTimeOffset>(6));
}
