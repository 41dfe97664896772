using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>The queue of a department that helps at others' cases.</summary>
internal sealed class HelpedCases(NpgsqlDataSource database, CaseQueues queues, LoadedCity city)
{
    private const int PageSizeUsual = 100;
    private const int PageSizeMax = 1_000;

    private static readonly ListCursor First = new(DateTimeOffset.MinValue, "");

    private const string ReadSql =
        """
        SELECT since, case_id FROM case_partner
        WHERE version = $1 AND department = $2 AND (since, case_id) > ($3, $4)
        ORDER BY since, case_id LIMIT $5
        """;

    /// <exception cref="RpcException">INVALID_ARGUMENT: department, page_size, page_token. PERMISSION_DENIED: another's.</exception>
    public async Task<ListQueueReply> ListAsync(ListHelpedRequest request, RpcCall call)
    {
        var caller = Caller.Of(call);
        var size = PageSize(request.PageSize);
        var department = Department(request, caller);
        var after = ListCursor.Parse(request.PageToken, List(department));
        var helped = await Statuses.GuardAsync(call, ReadAsync(department, after ?? First, size + 1, call));
        var rows = await queues.RowsAsync([.. helped.Take(size).Select(one => one.Id)], call.CancellationToken);
        var reply = new ListQueueReply
        {
            Cases =
            {
                from one in helped.Take(size)
                where rows.TryGetValue(one.Id, out var row) && caller.Covers(row.Cell)
                select CaseMessages.Summary(rows[one.Id]),
            },
        };
        if (helped.Count > size) reply.NextPageToken = helped[size - 1].Write(List(department));
        return reply;
    }

    /// <summary>A department's own people ask for it; everybody else says which.</summary>
    private string Department(ListHelpedRequest request, Caller caller)
    {
        var own = caller.Actor.Role is Role.Department or Role.Handler ? caller.Actor.Unit : null;
        var asked = request.Department.Length > 0 ? request.Department : own;
        if (asked is null || !city.City.Departments.ContainsKey(asked))
            throw Statuses.Invalid("department", $"'{request.Department}' is no department of the city.");
        return own is null || own == asked
            ? asked
            : throw new RpcException(StatusCode.PermissionDenied, $"You act for department '{own}', not for '{asked}'.");
    }

    private async Task<List<ListCursor>> ReadAsync(string department, ListCursor after, int countMax, RpcCall call)
    {
        await using var command = database.CreateCommand(ReadSql);
        foreach (var value in (object[])[PartnerProjection.RowVersion, department, after.Moment, after.Id, countMax])
            command.Parameters.AddWithValue(value);
        var found = new List<ListCursor>();
        await using var reader = await command.ExecuteReaderAsync(call.CancellationToken);
        while (await reader.ReadAsync(call.CancellationToken)) found.Add(new(new(reader.GetDateTime(0)), reader.GetString(1)));
        return found;
    }

    private static int PageSize(int asked) => asked switch
    {
        0 => PageSizeUsual,
        > 0 and <= PageSizeMax => asked,
        _ => throw Statuses.Invalid("page_size", $"must be 1 to {PageSizeMax}, or 0 for {PageSizeUsual}."),
    };

    private static string List(string department) => $"helped {department}";
}
