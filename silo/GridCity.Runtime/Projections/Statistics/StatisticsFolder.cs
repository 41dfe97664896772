using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Projections.Statistics;

/// <summary>
/// Moves deltas into totals. One folder works at a time, whichever silo it runs on: the mark's row is its lock.
/// </summary>
public sealed class StatisticsFolder(NpgsqlDataSource source)
{
    /// <summary>Deltas folded by one transaction, at most.</summary>
    public const int CountMax = 1_000;

    /// <summary>Between two pages that were not full.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // The page stops at the oldest running transaction, like every reader of commit order: a delta committed late
    // would otherwise be behind the mark and never counted. Another folder holding the mark means nothing to do.
    private const string Sql =
        """
        WITH mark AS (SELECT xid, position FROM statistic_mark FOR UPDATE SKIP LOCKED),
        page AS (
            SELECT d.* FROM mark, LATERAL (
                SELECT * FROM statistic_delta d
                WHERE (d.xid, d.position) > (mark.xid, mark.position)
                  AND d.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                ORDER BY d.xid, d.position LIMIT $1) d),
        folded AS (
            INSERT INTO statistic_total (day, cell, category, measure, amount)
            SELECT day, cell, category, measure, sum(amount) FROM page GROUP BY 1, 2, 3, 4
            ON CONFLICT (day, cell, category, measure) DO UPDATE SET amount = statistic_total.amount + excluded.amount),
        moved AS (
            UPDATE statistic_mark SET xid = last.xid, position = last.position
            FROM (SELECT xid, position FROM page ORDER BY xid DESC, position DESC LIMIT 1) last)
        SELECT count(*) FROM page
        """;

    /// <summary>Folds one page.</summary>
    /// <returns>How many deltas; 0 when caught up or when another folder is at it.</returns>
    public Task<long> FoldAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.AddWithValue(CountMax);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    });
}
