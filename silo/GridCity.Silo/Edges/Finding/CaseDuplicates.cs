using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Edges.Finding;

/// <summary>A report that others may have made before.</summary>
/// <param name="Id">Left out of what is found.</param>
/// <param name="Words">Hashes of its words.</param>
internal sealed record DuplicateProbe(string Id, Place Place, string Category, DateTimeOffset RegisteredAt, long[] Words);

/// <summary>
/// Open cases that may be the same as another: what is near in space and time is read off one index, and weighed by
/// distance, days, words in common and category. A person decides; this only offers.
/// </summary>
internal sealed class CaseDuplicates(NpgsqlDataSource database, CaseQueues queues, WordHashes hashes, ListEdition edition)
{
    private const double MetresUsual = 200;
    private const int DaysUsual = 30, DaysMax = 365;
    private const int SuggestedMax = 20;

    /// <summary>Neighbours that are weighed, the last registered first; a burst main can have thousands.</summary>
    private const int WeighedMax = 500;

    /// <summary>Below this it is not worth a person's time.</summary>
    private const double ScoreMin = 0.35;

    private const double MetresWeight = 0.35, DaysWeight = 0.15, CategoryWeight = 0.25, WordsWeight = 0.25;

    // The first eight numbers are areas and days (PlaceNumbers), not words.
    private const string ProbeSql =
        "SELECT longitude, latitude, category, registered_at, words[9:] FROM case_text WHERE edition = $1 AND id = $2";

    private const string NearSql =
        """
        SELECT l.id, l.longitude, l.latitude, l.category, l.registered_at, t.words[9:] FROM (
            SELECT id, longitude, latitude, category, registered_at, cell FROM case_list
            WHERE edition = $1 AND closed_at IS NULL AND tile = ANY ($2) AND registered_at BETWEEN $3 AND $4
            ORDER BY registered_at DESC LIMIT $5) l
        JOIN case_text t ON t.edition = $1 AND t.id = l.id
        """;

    /// <summary>For a case that is there.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT, or NOT_FOUND.</exception>
    public async Task<SuggestDuplicatesReply> SuggestAsync(SuggestDuplicatesRequest request, RpcCall call)
    {
        if (!(request.Metres is 0 or (>= 1 and <= Tiles.MetresMax)))
            throw Statuses.Invalid("metres", $"must be 1 to {Tiles.MetresMax}, or 0 for {MetresUsual}.");
        if (request.Days is < 0 or > DaysMax) throw Statuses.Invalid("days", $"must be 1 to {DaysMax}, or 0 for {DaysUsual}.");
        var id = CaseEdge.Id(request.CaseId);
        var own = await queues.RowsAsync([id.Value], call.CancellationToken);
        if (!own.TryGetValue(id.Value, out var row)) throw CaseEdge.Unknown();
        var caller = Caller.Of(call);
        caller.RequireArea(row.Cell, "The case lies");
        if (caller.OwnDepartment is { } department && row.Department != department)
            throw new RpcException(StatusCode.PermissionDenied, $"Department '{department}' does not have the case. Ask the dispatchers.");
        var probe = await Statuses.GuardAsync(call, ProbeAsync(id, call.CancellationToken));
        var reply = new SuggestDuplicatesReply();
        if (probe is not null) reply.Duplicates.AddRange(await FindAsync(
            probe, request.Metres == 0 ? MetresUsual : request.Metres, request.Days == 0 ? DaysUsual : request.Days, call));
        return reply;
    }

    /// <summary>For a report that is just being taken down.</summary>
    public async Task<IReadOnlyList<PossibleDuplicate>> SuggestAsync(CaseId id, Report report, string description, DateTimeOffset now, RpcCall call)
    {
        if (report.Place is not { } place) return [];
        long[] words = [.. hashes.Of(report.Address).Union(hashes.Of(description))];
        return await FindAsync(new(id.Value, place, report.Category, now, words), MetresUsual, DaysUsual, call);
    }

    /// <summary>For a report that nobody has sent yet.</summary>
    /// <param name="category">May be empty.</param>
    public Task<IReadOnlyList<PossibleDuplicate>> SuggestAsync(
        Place place, string category, string address, string description, DateTimeOffset now, RpcCall call) =>
        FindAsync(new("", place, category, now, [.. hashes.Of(address).Union(hashes.Of(description))]), MetresUsual, DaysUsual, call);

    private async Task<IReadOnlyList<PossibleDuplicate>> FindAsync(DuplicateProbe probe, double metres, int days, RpcCall call)
    {
        var near = await Statuses.GuardAsync(call, NearAsync(probe, metres, days, call.CancellationToken));
        var likely = near.Where(other => other.Id != probe.Id).Select(other => Weigh(probe, other, metres, days))
            .Where(one => one.Message.Metres <= metres && one.Message.Score >= ScoreMin)
            .OrderByDescending(one => one.Message.Score).ThenBy(one => one.Id, StringComparer.Ordinal).Take(SuggestedMax).ToList();
        var rows = await queues.RowsAsync([.. likely.Select(one => one.Id)], call.CancellationToken);
        var (area, own) = (AreaLimit.Of(Caller.Of(call)), Caller.Of(call).OwnDepartment);
        // The row is newer than the list: what has ended meanwhile is no duplicate any more.
        return
        [
            .. from one in likely
               where rows.TryGetValue(one.Id, out var row) && row.ClosedAt is null && area.Covers(row.Cell) && (own is null || row.Department == own)
               select Of(one.Message, rows[one.Id]),
        ];
    }

    private static PossibleDuplicate Of(PossibleDuplicate message, CaseRow row)
    {
        message.Case = CaseMessages.Summary(row);
        return message;
    }

    private static (string Id, PossibleDuplicate Message) Weigh(DuplicateProbe probe, DuplicateProbe other, double metresMax, int daysMax)
    {
        var (metres, hours) = (Tiles.Metres(probe.Place, other.Place), Math.Abs((probe.RegisteredAt - other.RegisteredAt).TotalHours));
        var (words, same) = (InCommon(probe.Words, other.Words), probe.Category == other.Category);
        var score = (MetresWeight * Math.Max(0, 1 - (metres / metresMax))) + (DaysWeight * Math.Max(0, 1 - (hours / (24 * daysMax))))
            + (WordsWeight * words) + (same ? CategoryWeight : 0);
        return (other.Id, new() { Metres = metres, Hours = hours, Words = words, SameCategory = same, Score = score });
    }

    /// <summary>Share of the smaller set; 0 when one of them is empty.</summary>
    private static double InCommon(long[] one, long[] other) =>
        one.Length == 0 || other.Length == 0 ? 0 : one.Intersect(other).Count() / (double)Math.Min(one.Length, other.Length);

    private async Task<DuplicateProbe?> ProbeAsync(CaseId id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(ProbeSql);
        command.Parameters.AddWithValue(edition.Current);
        command.Parameters.AddWithValue(id.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation) || reader.IsDBNull(0)) return null;
        return Read(reader, id.Value, 0);
    }

    private async Task<List<DuplicateProbe>> NearAsync(DuplicateProbe probe, double metres, int days, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(NearSql);
        command.Parameters.AddWithValue(edition.Current);
        command.Parameters.AddWithValue(Tiles.Around(probe.Place, metres));
        command.Parameters.AddWithValue(probe.RegisteredAt.AddDays(-days).ToUniversalTime());
        command.Parameters.AddWithValue(probe.RegisteredAt.AddDays(days).ToUniversalTime());
        command.Parameters.AddWithValue(WeighedMax);
        var near = new List<DuplicateProbe>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) near.Add(Read(reader, reader.GetString(0), 1));
        return near;
    }

    private static DuplicateProbe Read(NpgsqlDataReader reader, string id, int from) =>
        new(
            id,
            new(reader.GetDouble(from), reader.GetDouble(from + 1)),
            reader.GetString(from + 2),
            new(reader.GetDateTime(from + 3)),
            reader.GetFieldValue<long[]>(from + 4));
}
