using System.Globalization;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>The queue of a department that helps at others' cases.</summary>
internal sealed class HelpedCases(NpgsqlDataSource database, CaseQueues queues, LoadedCity city)
{
    private const int PageSizeUsual = 100;
    private const int PageSizeMax = 1_000;

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
        var helped = await Statuses.GuardAsync(call, ReadAsync(Department(request, caller), Place.Parse(request.PageToken), size + 1, call));
        var rows = await queues.RowsAsync([.. helped.Take(size).Select(one => one.Case)], call.CancellationToken);
        var reply = new ListQueueReply
        {
            Cases =
            {
                from one in helped.Take(size)
                where rows.TryGetValue(one.Case, out var row) && caller.Covers(row.Cell)
                select CaseMessages.Summary(rows[one.Case]),
            },
        };
        if (helped.Count > size) reply.NextPageToken = helped[size - 1].Text;
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

    private async Task<List<Place>> ReadAsync(string department, Place after, int countMax, RpcCall call)
    {
        await using var command = database.CreateCommand(ReadSql);
        foreach (var value in (object[])[PartnerProjection.RowVersion, department, after.Since, after.Case, countMax])
            command.Parameters.AddWithValue(value);
        var found = new List<Place>();
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

    /// <summary>A place in the queue: since when the department helps, and at which case.</summary>
    private readonly record struct Place(DateTimeOffset Since, string Case)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Since.UtcTicks}_{Case}");

        public static Place Parse(string text)
        {
            if (text.Length == 0) return new(DateTimeOffset.MinValue, "");
            var cut = text.IndexOf('_', StringComparison.Ordinal);
            return long.TryParse(text.AsSpan(0, Math.Max(0, cut)), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTimeOffset.MaxValue.UtcTicks
                    ? new(new(ticks, TimeSpan.Zero), text[(cut + 1)..])
                    : throw Statuses.Invalid("page_token", "is not a next_page_token of this method. Begin with an empty one.");
        }
    }
}
