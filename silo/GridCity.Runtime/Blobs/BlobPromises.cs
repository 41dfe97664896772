using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>
/// Settles references that were made for an act: one that an event names is proven and stays, one that no event names
/// after a while (the act was refused, or never came) is taken back, and the blob may be collected.
/// </summary>
public sealed class BlobPromises(NpgsqlDataSource source)
{
    /// <summary>Longer than any act is under way.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    // A person's reference stands and falls with the cases': it is judged once none of those is open any more.
    private const string SettleSql =
        """
        WITH due AS MATERIALIZED (
            SELECT blob, grain FROM blob_reference r WHERE NOT proven AND since <= now() - $1
                AND NOT (grain ^@ 'person/' AND EXISTS (
                    SELECT FROM blob_reference o WHERE o.blob = r.blob AND o.grain ^@ 'case/' AND NOT o.proven))
            ORDER BY since LIMIT 500 FOR UPDATE SKIP LOCKED),
        judged AS MATERIALIZED (
            SELECT blob, grain, CASE WHEN grain ^@ 'person/'
                THEN EXISTS (SELECT FROM blob_reference o WHERE o.blob = due.blob AND o.grain ^@ 'case/')
                ELSE EXISTS (
                    SELECT FROM journal j WHERE j.grain = due.grain AND strpos(j.body::text, encode(due.blob, 'hex')) > 0)
                END AS named
            FROM due),
        kept AS (
            UPDATE blob_reference r SET proven = true FROM judged j
            WHERE r.blob = j.blob AND r.grain = j.grain AND j.named RETURNING 1),
        dropped AS (
            DELETE FROM blob_reference r USING judged j WHERE r.blob = j.blob AND r.grain = j.grain AND NOT j.named RETURNING 1)
        SELECT (SELECT count(*) FROM kept), (SELECT count(*) FROM dropped)
        """;

    /// <returns>References taken back.</returns>
    public async Task<int> SettleAsync(TimeSpan age, CancellationToken cancellation = default)
    {
        for (var dropped = 0; ;)
        {
            var (kept, gone) = await PostgresJournal.Guarded(() => RoundAsync(age, cancellation));
            if (kept + gone == 0) return dropped;
            dropped += gone;
        }
    }

    private async Task<(int Kept, int Dropped)> RoundAsync(TimeSpan age, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SettleSql);
        command.Parameters.AddWithValue(age);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1));
    }
}
