using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>The tables of stored blobs and of who references them.</summary>
internal static class BlobTable
{
    // The lock holds the collector back until the references are there. All or none: an event names all its blobs.
    private const string ReferenceSql =
        """
        WITH asked AS (SELECT DISTINCT hash FROM unnest($1::bytea[]) AS t(hash)),
        there AS MATERIALIZED (SELECT b.hash FROM blob b JOIN asked USING (hash) ORDER BY b.hash FOR KEY SHARE OF b),
        noted AS (
            INSERT INTO blob_reference (blob, grain) SELECT hash, $2 FROM there
            WHERE (SELECT count(*) FROM there) = (SELECT count(*) FROM asked)
            ON CONFLICT (blob, grain) DO UPDATE SET since = now() WHERE NOT blob_reference.proven)
        SELECT hash FROM asked EXCEPT SELECT hash FROM there
        """;

    public static async Task<(Guid Upload, long Size)?> FindAsync(NpgsqlDataSource source, BlobId blob, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT upload, size FROM blob WHERE hash = $1");
        command.Parameters.AddWithValue(blob.ToBytes());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetGuid(0), reader.GetInt64(1)) : null;
    }

    public static async Task<byte[]?> ReadChunkAsync(NpgsqlDataSource source, Guid upload, int number, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT body FROM blob_chunk WHERE upload = $1 AND number = $2");
        command.Parameters.AddWithValue(upload);
        command.Parameters.AddWithValue(number);
        return (byte[]?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <returns>Those that are not stored.</returns>
    public static async Task<ImmutableArray<BlobId>> ReferenceAsync(
        NpgsqlDataSource source, GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(ReferenceSql);
        command.Parameters.AddWithValue(Hashes(blobs));
        command.Parameters.AddWithValue(grain.ToString());
        var missing = ImmutableArray.CreateBuilder<BlobId>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) missing.Add(BlobId.Of(reader.GetFieldValue<byte[]>(0)));
        return missing.ToImmutable();
    }

    public static async Task<int> ReleaseAsync(
        NpgsqlDataSource source, GrainId grain, IReadOnlyCollection<BlobId> blobs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("DELETE FROM blob_reference WHERE grain = $1 AND blob = ANY ($2)");
        command.Parameters.AddWithValue(grain.ToString());
        command.Parameters.AddWithValue(Hashes(blobs));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static byte[][] Hashes(IReadOnlyCollection<BlobId> blobs) => [.. blobs.Select(blob => blob.ToBytes())];
}
