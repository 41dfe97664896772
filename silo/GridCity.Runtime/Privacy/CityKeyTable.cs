using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>Which keys of the city the database has seen, and which of them wraps new persons' keys.</summary>
internal static class CityKeyTable
{
    private const string RegisterSql =
        """
        INSERT INTO city_key (id, fingerprint) SELECT * FROM unnest($1::int[], $2::bytea[])
        WHERE NOT EXISTS (SELECT FROM city_key) ON CONFLICT (id) DO NOTHING
        """;

    private const string ActiveSql = "SELECT id FROM city_key WHERE id > 0 AND retired_at IS NULL ORDER BY id DESC LIMIT 1";

    // The update waits for the writers that still wrap with an older key, and turns away those that come after.
    private const string ActivateSql =
        """
        WITH added AS (INSERT INTO city_key (id, fingerprint) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING)
        UPDATE city_key SET retired_at = now() WHERE id > 0 AND id < $1 AND retired_at IS NULL
        """;

    /// <summary>Notes the keys in a new database, and compares them in every other.</summary>
    /// <exception cref="CityKeyException">The file's keys are not those that this database was written with.</exception>
    public static async Task CheckAsync(NpgsqlDataSource source, CityKeyFile file, CancellationToken cancellation)
    {
        CityKey[] first = [file.Lookup, file.Wrapping(file.Newest)];
        await using (var register = source.CreateCommand(RegisterSql))
        {
            register.Parameters.AddWithValue(first.Select(key => key.Id).ToArray());
            register.Parameters.AddWithValue(first.Select(key => key.Fingerprint).ToArray());
            await register.ExecuteNonQueryAsync(cancellation);
        }

        await using var command = source.CreateCommand("SELECT id, fingerprint FROM city_key");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) Compare(file, reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
    }

    public static async Task<int> ActiveAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(ActiveSql);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>From now on new persons' keys are wrapped by this one only.</summary>
    public static async Task ActivateAsync(NpgsqlDataSource source, CityKey key, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(ActivateSql);
        command.Parameters.AddWithValue(key.Id);
        command.Parameters.AddWithValue(key.Fingerprint);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Compare(CityKeyFile file, int id, byte[] fingerprint)
    {
        if (file.All.FirstOrDefault(key => key.Id == id) is { } ours && !ours.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            throw new CityKeyException(
                "The key file is not the one that this database was written with: nothing sealed would open. Restore the " +
                "city's key file from its backup, or name the right one.");
    }
}
