using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Silo.Access;

/// <summary>A new token. The text is shown once; only its hash is kept.</summary>
internal sealed record IssuedToken(Guid Id, string Text, DateTimeOffset ExpiresAt);

/// <summary>The table of access tokens.</summary>
internal sealed class AccessTokens(NpgsqlDataSource database)
{
    /// <summary>Random bytes of a token.</summary>
    private const int TokenBytes = 32;

    private const string Prefix = "gc_";

    /// <summary>Makes a token for a person at a post.</summary>
    /// <param name="days">From now, in database time.</param>
    public async Task<IssuedToken> IssueAsync(Actor actor, string area, int days, CancellationToken cancellation = default)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var id = Guid.CreateVersion7();
        await using var command = database.CreateCommand(
            """
            INSERT INTO access_token (id, hash, person, role, unit, area, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING expires_at
            """);
        foreach (var value in (object[])[id, Hash(text), actor.Id, RoleNames.Of(actor.Role), actor.Unit, area, days])
            command.Parameters.AddWithValue(value);
        var expires = (DateTime)(await command.ExecuteScalarAsync(cancellation))!;
        return new(id, text, new(expires));
    }

    /// <returns>False when there is no such token that still works.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            "UPDATE access_token SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <returns>Null for a token that is unknown, expired or revoked.</returns>
    public async Task<Caller?> FindAsync(string text, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            """
            SELECT person, role, unit, area FROM access_token
            WHERE hash = $1 AND revoked_at IS NULL AND expires_at > now()
            """);
        command.Parameters.AddWithValue(Hash(text));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation) || RoleNames.Parse(reader.GetString(1)) is not { } role) return null;
        return new(new(reader.GetString(0), role, reader.GetString(2)), reader.GetString(3));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
