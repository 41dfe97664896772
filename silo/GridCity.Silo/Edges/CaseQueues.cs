using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>
/// Queues and lists: of the case rows, which are true together with the events, or of the lists that follow within a second.
/// </summary>
internal sealed class CaseQueues(NpgsqlDataSource database, AreaLevels levels, ListEdition edition)
{
    private const int PageSizeUsual = 100;
    private const int PageSizeMax = 1_000;

    private const string Columns =
        """
        id, version, number, stage, cell, category, department, holder, source, overdue,
        registered_at, stage_since, due_at, closed_at
        """;

    /// <summary>One page of a list.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: page_size, page_token, filter, order.</exception>
    public async Task<ListQueueReply> ListAsync(ListQueueRequest request, RpcCall call)
    {
        var size = PageSize(request.PageSize);
        var question = Question(request.Filter, request.Order, call);
        var list = $"{question.Filter}{question.Order.Name}{string.Join(',', question.Area.Prefixes)}";
        var after = ListCursor.Parse(request.PageToken, list);
        var rows = await PageAsync(question, after, size + 1, call.CancellationToken);
        var reply = new ListQueueReply { Cases = { rows.Take(size).Select(CaseMessages.Summary) } };
        var last = rows.Count > size ? rows[size - 1]
            : question.IsNarrowed ? await WalkEndAsync(question, after, call.CancellationToken) : null;
        if (last is not null) reply.NextPageToken = Place(question.Order, last).Write(list);
        return reply;
    }

    /// <summary>A list as a caller asks for it.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: filter, order.</exception>
    public ListQuestion Question(QueueFilter? filter, QueueOrder order, RpcCall call) =>
        ListQuestion.Of(filter, order, levels, Caller.Of(call));

    /// <summary>Rows by case id; a case that has none is left out.</summary>
    public async Task<Dictionary<string, CaseRow>> RowsAsync(string[] ids, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM case_row WHERE id = ANY ($1)");
        command.Parameters.AddWithValue(ids);
        return (await Statuses.GuardAsync(ReadAsync(command, cancellation))).ToDictionary(row => row.Id);
    }

    /// <summary>Ids of the cases that a person reported, newest first, as the search knows them: a second late at most.</summary>
    public async Task<string[]> ReportedByAsync(Guid person, int countMax, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT id FROM case_text WHERE edition = $1 AND person = $2 ORDER BY registered_at DESC, id DESC LIMIT $3");
        command.Parameters.AddWithValue(edition.Current);
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(countMax);
        var ids = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetString(0));
        return [.. ids];
    }

    /// <summary>The id of the case with a printed number, or null.</summary>
    public async Task<string?> ByNumberAsync(string number, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT id FROM case_number WHERE number = $1");
        command.Parameters.AddWithValue(number);
        return (string?)await Statuses.GuardAsync(command.ExecuteScalarAsync(cancellation));
    }

    private async Task<List<CaseRow>> PageAsync(
        ListQuestion question, ListCursor? after, int countMax, CancellationToken cancellation)
    {
        await using var command = ListStatement.Page(database, Columns, question, edition.Current, after, countMax);
        return await Statuses.GuardAsync(ReadAsync(command, cancellation));
    }

    /// <summary>Where a bounded walk ended; null when it came to the end of the list.</summary>
    private async Task<CaseRow?> WalkEndAsync(ListQuestion question, ListCursor? after, CancellationToken cancellation)
    {
        await using var command = ListStatement.WalkEnd(database, Columns, question, edition.Current, after);
        return (await Statuses.GuardAsync(ReadAsync(command, cancellation))).FirstOrDefault();
    }

    private static ListCursor Place(ListOrder order, CaseRow row) =>
        new((order.Column switch
        {
            "registered_at" => row.RegisteredAt,
            "stage_since" => row.StageSince,
            "due_at" => row.DueAt,
            "closed_at" => row.ClosedAt,
            _ => DateTimeOffset.UnixEpoch,
        })!.Value, row.Id);

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
