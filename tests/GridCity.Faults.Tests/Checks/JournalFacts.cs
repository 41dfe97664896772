using GridCity.Grains;
using Npgsql;

namespace GridCity.Faults.Tests.Checks;

/// <summary>An event as it lies in the journal.</summary>
internal sealed record Written(GrainId Grain, long Version, string Name, string Actor, byte[] Body);

/// <summary>A kept command id as it lies in the table.</summary>
internal sealed record Kept(Guid Id, string Caller, string Grain, long Version);

/// <summary>What the database holds, read without any of the server's code.</summary>
internal sealed record JournalFacts(
    ILookup<GrainId, Written> Events, ILookup<Guid, Kept> Commands, IReadOnlyDictionary<string, long> Heads)
{
    public static async Task<JournalFacts> ReadAsync(NpgsqlDataSource database) => new(
        (await Rows.ReadAsync(
            database,
            "SELECT grain, version, name, actor, body::text FROM journal ORDER BY grain, version",
            row => new Written(
                GrainId.Parse(row.GetString(0)), row.GetInt64(1), row.GetString(2), row.GetString(3),
                System.Text.Encoding.UTF8.GetBytes(row.GetString(4)))))
            .ToLookup(written => written.Grain),
        (await Rows.ReadAsync(
            database,
            "SELECT id, caller, grain, version FROM command",
            row => new Kept(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3))))
            .ToLookup(kept => kept.Id),
        (await Rows.ReadAsync(
            database, "SELECT grain, version FROM grain_head", row => (Grain: row.GetString(0), Version: row.GetInt64(1))))
            .ToDictionary(head => head.Grain, head => head.Version));
}

/// <summary>Plain queries.</summary>
internal static class Rows
{
    public static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> row)
    {
        var rows = new List<T>();
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }
}
