using Npgsql;

namespace GridCity.Bench.Database;

/// <summary>Running totals of what the database wrote; the difference of two is the cost of what lay between.</summary>
internal readonly record struct DatabaseUse(double WalBytes, double Rows)
{
    private const string Sql =
        """
        SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8,
               (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 FROM pg_stat_user_tables)
        """;

    public static async Task<DatabaseUse> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetDouble(0), reader.GetDouble(1));
    }

    public static DatabaseUse operator -(DatabaseUse later, DatabaseUse earlier) =>
        new(later.WalBytes - earlier.WalBytes, later.Rows - earlier.Rows);
}
