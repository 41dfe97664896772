using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Edges.Finding;

/// <summary>
/// Search by words, last registered first. An index of words has no order of time, so a search goes back over spans of
/// days: in short ones while much is found, in long ones while little is. One index answers words, span and area together.
/// Each span walks the rarest word of the question anew, so rare words are looked for on all days at once.
/// </summary>
internal sealed class CaseSearch(NpgsqlDataSource database, CaseQueues queues, WordHashes hashes, AreaLevels levels, ListEdition edition)
{
    private const int TextLengthMax = 200;
    private const int PageSizeUsual = 20;
    private const int PageSizeMax = 100;

    /// <summary>Spans that one call looks into, at most: ten years of rare words, or a month of frequent ones.</summary>
    private const int SpansMax = 32;

    /// <summary>A span with more hits than this is not followed by a longer one.</summary>
    private const int FewHits = 10;

    /// <summary>Hits that are taken from the index without order and sorted here, at most.</summary>
    private const int RareHitsMax = 500;

    /// <exception cref="RpcException">INVALID_ARGUMENT: a field of the request.</exception>
    public async Task<SearchReply> FindAsync(SearchRequest request, RpcCall call)
    {
        var area = Check(request, call);
        var words = hashes.Of(request.Text);
        if (words.Length == 0) throw Statuses.Invalid("text", "holds nothing to look for: give a word, a number or two Chinese characters.");
        var size = request.PageSize == 0 ? PageSizeUsual : request.PageSize;
        var list = $"{request.Text}|{request.Category}|{request.RegisteredFrom}|{request.RegisteredBefore}|{string.Join(',', area.Prefixes)}";
        var question = new SearchQuestion(
            words, area, request.Category, Moment(request.RegisteredFrom, "registered_from"),
            Moment(request.RegisteredBefore, "registered_before"), ListCursor.Parse(request.PageToken, list));
        var (found, end) = await Statuses.GuardAsync(call, WalkAsync(question, size, call.CancellationToken));
        var rows = await queues.RowsAsync([.. found.Select(hit => hit.Id)], call.CancellationToken);
        // A department's own people see its cases only; of which it is, the index does not know.
        var own = Caller.Of(call).OwnDepartment;
        var reply = new SearchReply
        {
            Cases =
            {
                from hit in found
                where rows.TryGetValue(hit.Id, out var row) && (own is null || row.Department == own)
                select CaseMessages.Summary(rows[hit.Id]),
            },
        };
        if (end is { } place) reply.NextPageToken = place.Write(list);
        return reply;
    }

    private static AreaLimit Check(SearchRequest request, RpcCall call)
    {
        if (request.Text.Length > TextLengthMax) throw Statuses.Invalid("text", $"has more than {TextLengthMax} characters. Shorten it.");
        if (request.PageSize is < 0 or > PageSizeMax)
            throw Statuses.Invalid("page_size", $"must be 1 to {PageSizeMax}, or 0 for {PageSizeUsual}.");
        if (!request.CellPrefix.All(char.IsAsciiDigit)) throw Statuses.Invalid("cell_prefix", "is no beginning of a cell code: digits only.");
        return AreaLimit.Of(Caller.Of(call), request.CellPrefix);
    }

    /// <returns>The hits of one page, and where it ended if it was not the last.</returns>
    private async Task<(List<ListCursor> Found, ListCursor? End)> WalkAsync(SearchQuestion question, int size, CancellationToken cancellation)
    {
        var found = new List<ListCursor>();
        if (await BoundsAsync(question, cancellation) is not { } bounds) return (found, null);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (day, width) = (bounds.Last, 0);
        for (var spans = 0; spans < SpansMax && day >= bounds.First; spans++)
        {
            var hits = await SpanAsync(connection, question, PlaceNumbers.Span(width, day), size + 1 - found.Count, cancellation);
            found.AddRange(hits);
            if (found.Count > size) return ([.. found.Take(size)], found[size - 1]);
            day = DaySpans.First(width, day) - 1;
            if (spans == 0 && hits.Count < FewHits && await RareAsync(connection, question, cancellation) is { } all)
                return all.Count > size ? ([.. all.Take(size)], all[size - 1]) : (all, null);
            width = WidthNext(width, day, hits.Count);
        }

        return (found, day < bounds.First ? null : new(DateTimeOffset.UnixEpoch.AddDays(day + 1), ""));
    }

    /// <returns>All hits, the last first; null when there are too many to sort.</returns>
    private async Task<List<ListCursor>?> RareAsync(NpgsqlConnection connection, SearchQuestion question, CancellationToken cancellation)
    {
        await using var command = question.Any(connection, edition.Current, levels, RareHitsMax + 1);
        var (hits, walked) = (new List<ListCursor>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        for (; await reader.ReadAsync(cancellation); walked++)
            if (reader.GetBoolean(2)) hits.Add(new(new(reader.GetDateTime(0)), reader.GetString(1)));
        return walked > RareHitsMax ? null : [.. hits.OrderByDescending(hit => hit.Moment).ThenByDescending(hit => hit.Id, StringComparer.Ordinal)];
    }

    /// <summary>A longer span is taken where one ends on this day; the widths fit into each other.</summary>
    private static int WidthNext(int width, int day, int hits)
    {
        while (hits < FewHits && width + 1 < DaySpans.Days.Length && (day + 1) % DaySpans.Days[width + 1] == 0) width++;
        return width;
    }

    /// <summary>The days to look at: those asked for, of those on which a case was registered.</summary>
    private async Task<(int First, int Last)?> BoundsAsync(SearchQuestion question, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"SELECT min(registered_at), max(registered_at) FROM case_list WHERE edition = {edition.Current}");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (reader.IsDBNull(0)) return null;
        var (first, last) = (new DateTimeOffset(reader.GetDateTime(0)), new DateTimeOffset(reader.GetDateTime(1)));
        if (question.From > first) first = question.From.Value;
        if (question.Before < last) last = question.Before.Value;
        if (question.After?.Moment < last) last = question.After.Value.Moment;
        return (DaySpans.Day(first), DaySpans.Day(last));
    }

    private async Task<List<ListCursor>> SpanAsync(
        NpgsqlConnection connection, SearchQuestion question, long span, int countMax, CancellationToken cancellation)
    {
        await using var command = question.Last(connection, edition.Current, levels, span, countMax);
        var hits = new List<ListCursor>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) hits.Add(new(new(reader.GetDateTime(0)), reader.GetString(1)));
        return hits;
    }

    private static DateTimeOffset? Moment(Google.Protobuf.WellKnownTypes.Timestamp? moment, string field) =>
        moment is null ? null : CaseMessages.Moment(moment, field);
}
