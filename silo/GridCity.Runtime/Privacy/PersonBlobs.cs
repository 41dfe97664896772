using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>
/// Which photos and recordings are a person's. Whoever seals one for a person and puts it also references it for
/// <see cref="Owner"/>, beside the case that names it; an erasure takes it away whoever references it else.
/// </summary>
public sealed class PersonBlobs(NpgsqlDataSource source) : IPersonPurge
{
    /// <summary>The name under which photos and recordings are sealed.</summary>
    public const string Field = "case.photo";

    private const string OfSql = "SELECT blob FROM blob_reference WHERE grain = $1 ORDER BY blob";

    // Sealed with a key and a nonce of their own, no two persons' blobs are the same bytes.
    private const string PurgeSql =
        """
        WITH theirs AS MATERIALIZED (
            SELECT hash FROM blob WHERE hash IN (SELECT blob FROM blob_reference WHERE grain = $1) ORDER BY hash FOR UPDATE),
        unnamed AS (DELETE FROM blob_reference WHERE blob IN (SELECT hash FROM theirs)),
        gone AS (DELETE FROM blob WHERE hash IN (SELECT hash FROM theirs) RETURNING upload)
        DELETE FROM blob_upload WHERE id IN (SELECT upload FROM gone)
        """;

    /// <summary>Stands for the person among those who reference blobs.</summary>
    public static GrainId Owner(Guid person) => new("person", $"{person:N}");

    /// <summary>The person that an <see cref="Owner"/> stands for.</summary>
    public static Guid PersonOf(GrainId owner) => Guid.ParseExact(owner.Key, "N");

    /// <summary>Ids of the person's blobs.</summary>
    public Task<ImmutableArray<BlobId>> OfAsync(Guid person, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            var found = ImmutableArray.CreateBuilder<BlobId>();
            await using var command = source.CreateCommand(OfSql);
            command.Parameters.AddWithValue(Owner(person).ToString());
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) found.Add(BlobId.Of(reader.GetFieldValue<byte[]>(0)));
            return found.ToImmutable();
        });

    /// <inheritdoc/>
    public Task PurgeAsync(Guid person, CancellationToken cancellation) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = source.CreateCommand(PurgeSql);
            command.Parameters.AddWithValue(Owner(person).ToString());
            return await command.ExecuteNonQueryAsync(cancellation);
        });
}
