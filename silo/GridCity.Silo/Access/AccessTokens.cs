using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GridCity.Grains;
using GridCity.Runtime.Postgres;
using Npgsql;

namespace GridCity.Silo.Access;

/// <summary>A new token. The text is shown once; only its hash is kept.</summary>
internal sealed record IssuedToken(Guid Id, string Text, DateTimeOffset ExpiresAt);

/// <summary>The table of access tokens. A token is for one post of a user, and works while all three do.</summary>
internal sealed class AccessTokens
{
    private const int BatchMax = 512;

    private readonly NpgsqlDataSource _database;
    private readonly GroupCommit<byte[], Caller?> _asked;

    public AccessTokens(NpgsqlDataSource database) => (_database, _asked) = (database, new(FindBatchAsync, BatchMax));

    /// <summary>Random bytes of a token.</summary>
    private const int TokenBytes = 32;

    private const string Prefix = "gc_";

    private const string IssueSql =
        """
        INSERT INTO access_token (id, hash, post, expires_at)
        SELECT $1, $2, p.id, now() + make_interval(days => $4)
        FROM user_post p JOIN user_account u ON u.id = p.user_id
        WHERE p.id = $3 AND p.revoked_at IS NULL AND u.disabled_at IS NULL
        RETURNING expires_at
        """;

    private const string FindSql =
        """
        SELECT p.user_id, p.role, p.unit, p.areas, p.sees_phone, t.hash
        FROM access_token t JOIN user_post p ON p.id = t.post JOIN user_account u ON u.id = p.user_id
        WHERE t.hash = ANY ($1) AND t.revoked_at IS NULL AND t.expires_at > now()
            AND p.revoked_at IS NULL AND u.disabled_at IS NULL
        """;

    /// <summary>Makes a token for a post.</summary>
    /// <param name="days">From now, in database time.</param>
    /// <returns>Null for a post that is unknown or revoked, or whose user is disabled.</returns>
    public async Task<IssuedToken?> IssueAsync(Guid post, int days, CancellationToken cancellation = default)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var id = Guid.CreateVersion7();
        await using var command = _database.CreateCommand(IssueSql);
        foreach (var value in (object[])[id, Hash(text), post, days]) command.Parameters.AddWithValue(value);
        return await command.ExecuteScalarAsync(cancellation) is DateTime expires ? new(id, text, new(expires)) : null;
    }

    /// <returns>False when there is no such token that still works.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var command = _database.CreateCommand(
            "UPDATE access_token SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <returns>Null for a token that is unknown, expired or revoked, or whose post or user is not any more.</returns>
    public Task<Caller?> FindAsync(string text, CancellationToken cancellation = default) =>
        _asked.AddAsync(Hash(text), cancellation);

    /// <summary>Thousands of devices that come back at the same moment share a few queries.</summary>
    private async Task<IReadOnlyList<Caller?>> FindBatchAsync(IReadOnlyList<byte[]> hashes)
    {
        await using var command = _database.CreateCommand(FindSql);
        command.Parameters.AddWithValue(hashes.ToArray());
        var found = new Dictionary<string, Caller>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            if (RoleNames.Parse(reader.GetString(1)) is { } role)
                found[Convert.ToHexString(reader.GetFieldValue<byte[]>(5))] = new(
                    new(reader.GetString(0), role, reader.GetString(2)),
                    ImmutableArray.Create(reader.GetFieldValue<string[]>(3)),
                    reader.GetBoolean(4));
        return [.. hashes.Select(hash => found.GetValueOrDefault(Convert.ToHexString(hash)))];
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
