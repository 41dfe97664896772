using GridCity.Protos.Figures.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Edges;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Figures;

/// <summary>The cases behind a figure: open ones as the board has them, others out of the lists, a bounded time at once.</summary>
internal sealed class BehindFigures(OpenBoard board, CaseQueues queues, ListEdition edition, NpgsqlDataSource database)
{
    private const int PageSizeUsual = 100, PageSizeMax = 1_000;

    private static readonly TimeSpan LengthMax = TimeSpan.FromDays(31);

    // Both go along an index by the moment, within the time asked for.
    private const string RegisteredSql =
        """
        SELECT id, registered_at FROM case_list
        WHERE edition = $1 AND registered_at >= $2 AND registered_at < $3 AND (registered_at, id) > ($4, $5)
            AND cell >= $6 AND cell < $7 AND ($8 = '' OR department = $8) AND ($9 = '' OR source = $9)
        ORDER BY registered_at, id LIMIT $10
        """;

    private const string ClosedSql =
        """
        SELECT id, closed_at FROM case_list
        WHERE edition = $1 AND stage = 'closed' AND closed_at IS NOT NULL
            AND closed_at >= $2 AND closed_at < $3 AND (closed_at, id) > ($4, $5)
            AND cell >= $6 AND cell < $7 AND ($8 = '' OR department = $8) AND ($9 = '' OR source = $9) AND (overdue OR NOT $11)
        ORDER BY closed_at, id LIMIT $10
        """;

    /// <param name="request">Its area and department are the caller's to see.</param>
    public async Task<ListBehindReply> ListAsync(ListBehindRequest request, RpcCall call)
    {
        var size = request.PageSize switch
        {
            0 => PageSizeUsual,
            > 0 and <= PageSizeMax => request.PageSize,
            _ => throw Statuses.Invalid("page_size", $"must be 1 to {PageSizeMax}, or 0 for {PageSizeUsual}."),
        };
        if (!CaseMessages.IsStage(request.Stage)) throw Statuses.Invalid("stage", "is no stage of this version.");
        var list = $"{request.Area} {request.What} {request.Stage} {request.Department} {request.Source} {request.From} {request.Before}";
        var after = ListCursor.Parse(request.PageToken, list);
        var places = request.What switch
        {
            Counted.Open or Counted.Overdue => OpenPlaces(request, after, size + 1),
            Counted.Registered => await PlacesAsync(RegisteredSql, request, after, size + 1, call),
            Counted.Closed or Counted.ClosedLate => await PlacesAsync(ClosedSql, request, after, size + 1, call),
            _ => throw Statuses.Invalid("what", "is missing, or none of those that there are."),
        };
        var reply = new ListBehindReply { Cases = { await CasesAsync([.. places.Take(size)], call) } };
        if (places.Count > size) reply.NextPageToken = places[size - 1].Write(list);
        return reply;
    }

    private List<ListCursor> OpenPlaces(ListBehindRequest request, ListCursor? after, int countMax)
    {
        if (request.From is not null || request.Before is not null) throw Statuses.Invalid("from", "goes with what was registered or closed.");
        var stage = CaseMessages.StageName(request.Stage);
        bool Wanted(OpenCase one) =>
            one.Cell.StartsWith(request.Area, StringComparison.Ordinal) && (request.What == Counted.Open || one.Overdue)
            && (stage is null || one.Stage == stage) && (request.Department.Length == 0 || one.Department == request.Department)
            && (request.Source.Length == 0 || one.Source == request.Source)
            && (after is not { } seen || one.RegisteredAt > seen.Moment
                || (one.RegisteredAt == seen.Moment && string.CompareOrdinal(one.Id, seen.Id) > 0));
        return [.. board.Find(Wanted).Take(countMax).Select(one => new ListCursor(one.RegisteredAt, one.Id))];
    }

    private async Task<List<ListCursor>> PlacesAsync(string sql, ListBehindRequest request, ListCursor? after, int countMax, RpcCall call)
    {
        if (request.Stage != Stage.Unspecified) throw Statuses.Invalid("stage", "goes with what is open or overdue.");
        var from = CaseMessages.Moment(request.From, "from");
        var before = request.Before is null ? DateTimeOffset.MaxValue : CaseMessages.Moment(request.Before, "before");
        if (request.Before is not null && before - from > LengthMax)
            throw Statuses.Invalid("before", $"lies more than {LengthMax.TotalDays} days behind from.");
        await using var command = database.CreateCommand(sql);
        object[] values =
        [
            edition.Current, from.UtcDateTime, (request.Before is null ? from + LengthMax : before).UtcDateTime,
            (after?.Moment ?? from).UtcDateTime, after?.Id ?? "", request.Area, request.Area + ":", request.Department, request.Source, countMax,
        ];
        foreach (var value in values) command.Parameters.AddWithValue(value);
        if (sql == ClosedSql) command.Parameters.AddWithValue(request.What == Counted.ClosedLate);
        return await Statuses.GuardAsync(call, ReadAsync(command, call.CancellationToken));
    }

    private static async Task<List<ListCursor>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var places = new List<ListCursor>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) places.Add(new(reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(0)));
        return places;
    }

    private async Task<IEnumerable<CaseSummary>> CasesAsync(IReadOnlyList<ListCursor> places, RpcCall call)
    {
        var rows = await queues.RowsAsync([.. places.Select(place => place.Id)], call.CancellationToken);
        return places.Where(place => rows.ContainsKey(place.Id)).Select(place => CaseMessages.Summary(rows[place.Id]));
    }
}
