using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>What other silos did, as PostgreSQL has it.</summary>
public sealed class PostgresOtherSilos(NpgsqlDataSource source) : IOtherSilos
{
    private const string VersionsSql =
        """
        SELECT coalesce(h.version, 0) FROM unnest($1::text[]) WITH ORDINALITY AS g(grain, n)
        LEFT JOIN grain_head h USING (grain) ORDER BY g.n
        """;

    /// <inheritdoc/>
    public Task<long[]> VersionsAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(VersionsSql);
            command.Parameters.AddWithValue(grains.Select(grain => grain.ToString()).ToArray());
            var versions = new long[grains.Count];
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            for (var i = 0; await reader.ReadAsync(cancellation); i++) versions[i] = reader.GetInt64(0);
            return versions;
        });
}
