using System.Globalization;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Silo.Access;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>Queues and lists: reads of the case rows, which are true together with the events.</summary>
internal sealed class CaseQueues(NpgsqlDataSource database)
{
    private const int PageSizeUsual = 100;
    private const int PageSizeMax = 1_000;

    private const string Columns =
        """
        id, version, number, stage, cell, category, department, holder, source, overdue,
        registered_at, stage_since, due_at, closed_at
        """;

    /// <summary>One page of a queue.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: page_size, page_token, filter.</exception>
    public async Task<ListQueueReply> ListAsync(ListQueueRequest request, RpcCall call)
    {
        var size = PageSize(request.PageSize);
        var filter = QueueQuery.Of(request.Filter, Caller.Of(call));
        await using var command = filter.Command(database, Columns, PageToken.Parse(request.PageToken), size + 1);
        var rows = await Statuses.GuardAsync(ReadAsync(command, call.CancellationToken));
        var reply = new ListQueueReply { Cases = { rows.Take(size).Select(CaseMessages.Summary) } };
        if (rows.Count > size) reply.NextPageToken = PageToken.After(rows[size - 1]);
        return reply;
    }

    /// <summary>Rows by case id; a case that has none is left out.</summary>
    public async Task<Dictionary<string, CaseRow>> RowsAsync(string[] ids, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM case_row WHERE id = ANY ($1)");
        command.Parameters.AddWithValue(ids);
        return (await Statuses.GuardAsync(ReadAsync(command, cancellation))).ToDictionary(row => row.Id);
    }

    /// <summary>The id of the case with a printed number, or null.</summary>
    public async Task<string?> ByNumberAsync(string number, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT id FROM case_number WHERE number = $1");
        command.Parameters.AddWithValue(number);
        return (string?)await Statuses.GuardAsync(command.ExecuteScalarAsync(cancellation));
    }

    /// <summary>The ids in a queue now.</summary>
    public async Task<HashSet<string>> IdsAsync(QueueQuery query, int countMax, CancellationToken cancellation)
    {
        await using var command = query.Command(database, Columns, PageToken.First, countMax);
        return [.. (await Statuses.GuardAsync(ReadAsync(command, cancellation))).Select(row => row.Id)];
    }

    private static int PageSize(int asked) => asked switch
    {
        0 => PageSizeUsual,
        > 0 and <= PageSizeMax => asked,
        _ => throw Statuses.Invalid("page_size", $"must be 1 to {PageSizeMax}, or 0 for {PageSizeUsual}."),
    };

    private static async Task<List<CaseRow>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var rows = new List<CaseRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(Row(reader));
        return rows;
    }

    private static CaseRow Row(NpgsqlDataReader reader) =>
        new(
            reader.GetString(0),
            reader.GetInt64(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.GetString(7),
            reader.GetString(8),
            reader.GetBoolean(9),
            Moment(reader, 10),
            Moment(reader, 11),
            reader.IsDBNull(12) ? null : Moment(reader, 12),
            reader.IsDBNull(13) ? null : Moment(reader, 13));

    private static DateTimeOffset Moment(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column));
}

/// <summary>Where a page of a queue ended: the moment and id of its last case.</summary>
internal readonly record struct PageToken(DateTimeOffset RegisteredAt, string Id)
{
    public static PageToken First { get; } = new(DateTimeOffset.MinValue, "");

    public static string After(CaseRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.RegisteredAt.UtcTicks}_{row.Id}");

    /// <exception cref="RpcException">INVALID_ARGUMENT: not a token of ours.</exception>
    public static PageToken Parse(string text)
    {
        if (text.Length == 0) return First;
        var cut = text.IndexOf('_', StringComparison.Ordinal);
        var isTicks = long.TryParse(text.AsSpan(0, Math.Max(0, cut)), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks);
        return isTicks && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new(ticks, TimeSpan.Zero), text[(cut + 1)..])
            : throw Statuses.Invalid("page_token", "is not a next_page_token of this method. Begin with an empty one.");
    }
}
