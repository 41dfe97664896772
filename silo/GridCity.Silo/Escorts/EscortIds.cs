using Npgsql;

namespace GridCity.Silo.Escorts;

/// <summary>The escorts that were ever started. Their ids sort by time.</summary>
internal sealed class EscortIds(NpgsqlDataSource database)
{
    /// <returns>Ids, the newest first.</returns>
    public async Task<List<string>> NewestAsync(int countMax, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT grain FROM grain_head WHERE grain ^@ 'escort/' ORDER BY grain COLLATE \"C\" DESC LIMIT $1");
        command.Parameters.AddWithValue(countMax);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<string>();
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetString(0)["escort/".Length..]);
        return ids;
    }
}
