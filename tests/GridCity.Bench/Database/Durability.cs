using Npgsql;

namespace GridCity.Bench.Database;

/// <summary>What makes an acknowledged commit survive a power cut. A figure without it counts for nothing.</summary>
internal static class Durability
{
    private static readonly string[] Settings = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <exception cref="InvalidOperationException">One of them is off: the bench refuses to run.</exception>
    public static async Task<Dictionary<string, string>> RequireAsync(NpgsqlDataSource source)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in Settings)
        {
            await using var command = source.CreateCommand($"SHOW {setting}");
            values[setting] = (string)(await command.ExecuteScalarAsync())!;
            if (values[setting] is not "on")
                throw new InvalidOperationException($"{setting} is {values[setting]}: set it to on and start the bench again.");
        }

        return values;
    }
}
