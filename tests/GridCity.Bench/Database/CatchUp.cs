using System.Diagnostics;
using Npgsql;

namespace GridCity.Bench.Database;

/// <summary>Waits until nothing is under way: no mail waits and every projection has read the last event.</summary>
internal static class CatchUp
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private const string Sql =
        """
        SELECT (SELECT count(*) FROM mail),
               (SELECT count(*) FROM projection_checkpoint c WHERE (c.xid, c.position) <
                    (SELECT xid, position FROM journal ORDER BY xid DESC, position DESC LIMIT 1)),
               (SELECT count(*) FROM statistic_mark m WHERE (m.xid, m.position) <
                    (SELECT xid, position FROM statistic_delta ORDER BY xid DESC, position DESC LIMIT 1))
        """;

    /// <exception cref="TimeoutException">Names what still waits.</exception>
    public static async Task WaitAsync(NpgsqlDataSource source)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var (mail, projections, deltas) = await ReadAsync(source);
            if (mail + projections + deltas == 0) return;
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException($"After {Limit.TotalSeconds} s {mail} pieces of mail, {projections} projections and {deltas} folders have not caught up.");
            await Task.Delay(10);
        }
    }

    private static async Task<(long Mail, long Projections, long Deltas)> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
