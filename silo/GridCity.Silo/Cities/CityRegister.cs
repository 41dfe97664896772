using Npgsql;

namespace GridCity.Silo.Cities;

/// <summary>What the database knows of the city.</summary>
/// <param name="CreatedAt">When it was first loaded; never changes.</param>
/// <param name="IsSetUp">True when its grains are as the file says.</param>
internal sealed record RegisteredCity(DateTimeOffset CreatedAt, bool IsSetUp);

/// <summary>The table of cities loaded into a database: one, because keys of grains do not name a city.</summary>
internal sealed class CityRegister(NpgsqlDataSource database)
{
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

    /// <summary>Notes that the city's grains are as the file says.</summary>
    public async Task FinishAsync(LoadedCity city, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("UPDATE city SET digest = $2 WHERE code = $1");
        command.Parameters.AddWithValue(city.City.Code);
        command.Parameters.AddWithValue(city.Digest);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
