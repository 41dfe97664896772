using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>
/// One engine at a time serves a database: a local silo trusts what it has in memory, and silos of a cluster would
/// change it behind its back.
/// </summary>
internal static class EngineTurn
{
    /// <summary>A silo that was killed is believed alive for less than that.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private const string ActiveLocalSql = "SELECT holder FROM lease WHERE name = 'silo' AND expires_at > clock_timestamp() LIMIT 1";

    // 3 is an active silo; it says so every second.
    private const string ActiveClusterSql =
        """
        SELECT address || ':' || port FROM orleans_silo
        WHERE status = 3 AND alive_at > clock_timestamp() - interval '5 seconds' LIMIT 1
        """;

    /// <summary>Waits until no local silo holds the lease.</summary>
    /// <exception cref="SiloStartException">One does, and goes on.</exception>
    public static Task AwaitNoLocalSiloAsync(NpgsqlDataSource database, TimeProvider time) => AwaitNoneAsync(
        database, time, ActiveLocalSql,
        "is served with the local engine by {0}. Stop that silo first, or start this one with --engine local as its standby.");

    /// <summary>Waits until no cluster is active.</summary>
    /// <exception cref="SiloStartException">One is, and goes on.</exception>
    public static Task AwaitNoClusterAsync(NpgsqlDataSource database, TimeProvider time) => AwaitNoneAsync(
        database, time, ActiveClusterSql,
        "is served with the Orleans engine by a silo at {0}. Stop all silos of that cluster first, or join it with --engine orleans.");

    private static async Task AwaitNoneAsync(NpgsqlDataSource database, TimeProvider time, string sql, string found)
    {
        var started = time.GetTimestamp();
        while (await ActiveAsync(database, sql) is { } active)
        {
            if (time.GetElapsedTime(started) > WaitMax)
                throw new SiloStartException("The database " + string.Format(System.Globalization.CultureInfo.InvariantCulture, found, active));
            await Task.Delay(LookInterval, time);
        }
    }

    private static async Task<string?> ActiveAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }
}
