using GridCity.Grains;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Privacy;
using Npgsql;

namespace GridCity.Runtime.Blobs;

/// <summary>Whose photos are, and to which grain they belong: read off their references.</summary>
public sealed class BlobOwners(NpgsqlDataSource source)
{
    private const string OwnersSql = "SELECT blob, grain FROM blob_reference WHERE blob = ANY ($1) AND grain ^@ 'person/'";

    private const string IsOfSql = "SELECT EXISTS (SELECT FROM blob_reference WHERE blob = $1 AND grain = $2)";

    /// <summary>The persons of those blobs that are a person's.</summary>
    public Task<Dictionary<BlobId, Guid>> OfAsync(IEnumerable<BlobId> blobs, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            var owners = new Dictionary<BlobId, Guid>();
            await using var command = source.CreateCommand(OwnersSql);
            command.Parameters.AddWithValue(blobs.Select(blob => blob.ToBytes()).ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                owners[BlobId.Of(reader.GetFieldValue<byte[]>(0))] = PersonBlobs.PersonOf(GrainId.Parse(reader.GetString(1)));
            return owners;
        });

    /// <summary>True when the blob was referenced for the grain.</summary>
    public Task<bool> IsOfAsync(GrainId grain, BlobId blob, CancellationToken cancellation) => PostgresJournal.Guarded(async () =>
    {
        await using var command = source.CreateCommand(IsOfSql);
        command.Parameters.AddWithValue(blob.ToBytes());
        command.Parameters.AddWithValue(grain.ToString());
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    });
}
