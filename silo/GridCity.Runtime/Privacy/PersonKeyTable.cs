using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>A person to be made unless the contact has one.</summary>
/// <param name="Hash">Keyed hash of the contact; null for a person without one.</param>
internal readonly record struct NewPerson(Guid Person, byte[]? Hash, byte[] DataKey);

/// <summary>A person's key as it is kept.</summary>
/// <param name="Wrapped">Null once erased.</param>
internal readonly record struct WrappedKey(Guid Person, int CityKey, byte[]? Wrapped);

/// <summary>The tables of persons' keys and contacts.</summary>
internal static class PersonKeyTable
{
    private const string FindSql = "SELECT hash, person FROM person_lookup WHERE hash = ANY ($1)";

    // The lock on the city key's row holds a rotation back until these rows are there to be wrapped anew. The update that
    // changes nothing makes a contact that another silo is just adding visible to us.
    private const string MakeSql =
        """
        WITH active AS (SELECT FROM city_key WHERE id = $1 AND retired_at IS NULL FOR SHARE),
        asked AS MATERIALIZED (
            SELECT * FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS t(person, hash, wrapped) WHERE EXISTS (SELECT FROM active)),
        found AS (
            INSERT INTO person_lookup (hash, person) SELECT hash, person FROM asked WHERE hash IS NOT NULL ORDER BY hash
            ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash
            RETURNING hash, person),
        made AS (
            INSERT INTO person_key (person, city_key, wrapped)
            SELECT person, $1, wrapped FROM asked WHERE hash IS NULL OR person IN (SELECT person FROM found) ORDER BY person
            ON CONFLICT (person) DO NOTHING)
        SELECT a.person, coalesce(f.person, a.person) FROM asked a LEFT JOIN found f USING (hash)
        """;

    private const string ReadSql = "SELECT person, city_key, wrapped FROM person_key WHERE person = ANY ($1)";

    private const string EraseSql =
        """
        WITH gone AS (DELETE FROM person_lookup WHERE person = $1)
        UPDATE person_key SET wrapped = NULL, erased_at = now(), erased_by = $2 WHERE person = $1 AND wrapped IS NOT NULL
        """;

    public static async Task<Dictionary<string, Guid>> FindAsync(
        NpgsqlDataSource source, byte[][] hashes, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(FindSql);
        command.Parameters.AddWithValue(hashes);
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(Text(reader.GetFieldValue<byte[]>(0)), reader.GetGuid(1));
        return found;
    }

    /// <summary>A hash as a key of dictionaries, which compare arrays by identity.</summary>
    public static string Text(byte[] hash) => Convert.ToHexString(hash);

    /// <summary>Writes persons and keys in one durable statement.</summary>
    /// <param name="people">No contact twice.</param>
    /// <returns>From each asked id to the one that counts; null when the city key is retired and nothing was written.</returns>
    public static async Task<Dictionary<Guid, Guid>?> MakeAsync(NpgsqlDataSource source, CityKey cityKey, IReadOnlyList<NewPerson> people)
    {
        await using var command = source.CreateCommand(MakeSql);
        command.Parameters.AddWithValue(cityKey.Id);
        command.Parameters.AddWithValue(people.Select(one => one.Person).ToArray());
        command.Parameters.Add(new() { Value = people.Select(one => one.Hash).ToArray(), NpgsqlDbType = Bytes });
        command.Parameters.AddWithValue(people.Select(one => cityKey.Wrap(one.Person, one.DataKey)).ToArray());
        var counting = new Dictionary<Guid, Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) counting.Add(reader.GetGuid(0), reader.GetGuid(1));
        return counting.Count == 0 ? null : counting;
    }

    public static async Task<List<WrappedKey>> ReadAsync(
        NpgsqlDataSource source, IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(ReadSql);
        command.Parameters.AddWithValue(people.ToArray());
        var keys = new List<WrappedKey>(people.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) keys.Add(Read(reader));
        return keys;
    }

    /// <returns>False when there is no such person or the key is gone already.</returns>
    public static async Task<bool> EraseAsync(NpgsqlDataSource source, Guid person, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(EraseSql);
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(actor);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public static WrappedKey Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2));

    private const NpgsqlTypes.NpgsqlDbType Bytes = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bytea;
}
