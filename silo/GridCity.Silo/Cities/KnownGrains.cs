using Npgsql;

namespace GridCity.Silo.Cities;

/// <summary>The grains of a kind that have a history, whether the city's folder still names them or not.</summary>
internal sealed class KnownGrains(NpgsqlDataSource database)
{
    private const int SecondsMax = 60;

    /// <returns>Their keys.</returns>
    public async Task<List<string>> KeysAsync(string kind, CancellationToken cancellation)
    {
        var prefix = $"{kind}/";
        await using var command = database.CreateCommand("SELECT grain FROM grain_head WHERE grain ^@ $1");
        command.CommandTimeout = SecondsMax;
        command.Parameters.AddWithValue(prefix);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetString(0)[prefix.Length..]);
        return keys;
    }
}
