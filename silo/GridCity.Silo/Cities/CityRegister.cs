using Npgsql;

namespace GridCity.Silo.Cities;

/// <summary>What the database knows of the city.</summary>
/// <param name="CreatedAt">When it was first loaded; never changes.</param>
/// <param name="IsSetUp">True when its grains are as the file says.</param>
internal sealed record RegisteredCity(DateTimeOffset CreatedAt, bool IsSetUp);

/// <summary>The table of cities loaded into a database: one, because keys of grains do not name a city.</summary>
internal sealed class CityRegister(NpgsqlDataSource database)
{
    /// <summary>A large city's folder is some ten megabytes.</summary>
    private const int SecondsMax = 60;

    /// <summary>Finds the city, or notes it as new.</summary>
    /// <exception cref="InvalidOperationException">The database holds another city.</exception>
    public async Task<RegisteredCity> EnterAsync(LoadedCity city, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO city (code, digest) VALUES ($1, '') ON CONFLICT (code) DO UPDATE SET code = excluded.code
            RETURNING created_at, digest, (SELECT min(other.code) FROM city other WHERE other.code <> $1)
            """);
        command.Parameters.AddWithValue(city.City.Code);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (!reader.IsDBNull(2))
            throw new InvalidOperationException(
                $"This database holds city {reader.GetString(2)}, not {city.City.Code}: give each city a database of its own.");
        return new(new(reader.GetDateTime(0)), reader.GetString(1) == city.Digest);
    }

    /// <summary>Digest of the state that the database serves, set up or not; null before the first.</summary>
    public async Task<string?> NewestAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT digest FROM city_edition ORDER BY number DESC LIMIT 1");
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>True for a state that the database has served.</summary>
    public async Task<bool> KnowsAsync(string digest, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM city_edition WHERE digest = $1)");
        command.Parameters.AddWithValue(digest);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Makes a state the one that the database serves.</summary>
    /// <param name="files">The folder, zipped; null for one that the silo was started with.</param>
    public async Task EnterEditionAsync(LoadedCity city, byte[]? files, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("INSERT INTO city_edition (digest, edition, files) VALUES ($1, $2, $3)");
        command.CommandTimeout = SecondsMax;
        command.Parameters.AddWithValue(city.Digest);
        command.Parameters.AddWithValue(city.Pack.Info.Edition);
        command.Parameters.Add(new() { Value = (object?)files ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The zipped folder of a state that was applied; null when none was kept.</summary>
    public async Task<byte[]?> FilesAsync(string digest, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT files FROM city_edition WHERE digest = $1 AND files IS NOT NULL ORDER BY number DESC LIMIT 1");
        command.CommandTimeout = SecondsMax;
        command.Parameters.AddWithValue(digest);
        return await command.ExecuteScalarAsync(cancellation) as byte[];
    }

    /// <summary>Notes that the city's grains are as the file says.</summary>
    public async Task FinishAsync(LoadedCity city, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("UPDATE city SET digest = $2 WHERE code = $1");
        command.Parameters.AddWithValue(city.City.Code);
        command.Parameters.AddWithValue(city.Digest);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
