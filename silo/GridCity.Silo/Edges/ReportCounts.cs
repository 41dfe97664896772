using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>
/// How many cases a person has founded in a stretch of time, read off the kept command ids and the journal: no count has
/// to be written while cases are.
/// </summary>
internal sealed class ReportCounts(NpgsqlDataSource database)
{
    /// <summary>
    /// A case's first version is its report. Ids carry the client's time, which may be hours off: they only narrow the
    /// search, and what was recorded when decides.
    /// </summary>
    private const string Sql =
        """
        SELECT count(*) FROM command c
        JOIN journal j ON j.grain = c.grain AND j.version = 1 AND j.recorded_at >= $4 AND j.recorded_at < $5
        WHERE c.id >= $1 AND c.id < $2 AND c.caller = $3 AND c.version = 1 AND c.grain ^@ 'case/'
        """;

    /// <summary>Clients' clocks are off by less.</summary>
    private static readonly TimeSpan ClockMax = TimeSpan.FromDays(1);

    /// <param name="until">Null for no end.</param>
    public async Task<int> CountAsync(
        string person, DateTimeOffset from, DateTimeOffset? until, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.AddWithValue(FirstId(from - ClockMax));
        command.Parameters.AddWithValue(FirstId((until ?? now) + ClockMax));
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(from.UtcDateTime);
        command.Parameters.AddWithValue((until ?? now + ClockMax).UtcDateTime);
        return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The lowest UUID of version 7 of a millisecond.</summary>
    private static Guid FirstId(DateTimeOffset moment)
    {
        var time = moment.ToUnixTimeMilliseconds();
        return unchecked(new Guid((int)(time >> 16), (short)time, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }
}
