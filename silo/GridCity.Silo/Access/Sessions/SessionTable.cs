using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace GridCity.Silo.Access.Sessions;

/// <summary>A session that has not been ended; whether it has expired is for its rules to say.</summary>
/// <param name="Post">What it acts as.</param>
internal sealed record WebSession(
    string User, string Name, UserPost Post, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt);

/// <summary>The table of sessions. A session is kept as its hash: a copy of the database opens nothing.</summary>
internal sealed class SessionTable(NpgsqlDataSource database)
{
    private const string AddSql =
        "INSERT INTO web_session (hash, user_id, post, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)";

    // At the post that is asked for, or at the session's own, or at the next one that the person still holds.
    private const string FindSql =
        """
        SELECT s.user_id, u.label, s.seen_at, s.expires_at, p.id, p.role, p.unit, p.areas, p.sees_phone, p.granted_at
        FROM web_session s JOIN user_account u ON u.id = s.user_id
        JOIN LATERAL (
            SELECT * FROM user_post p WHERE p.user_id = s.user_id AND p.revoked_at IS NULL AND ($2::uuid IS NULL OR p.id = $2)
            ORDER BY p.id = s.post DESC, p.granted_at, p.id LIMIT 1) p ON true
        WHERE s.hash = $1 AND s.ended_at IS NULL AND u.disabled_at IS NULL
        """;

    public async Task AddAsync(string token, string user, Guid post, DateTimeOffset now, DateTimeOffset expires, CancellationToken cancellation) =>
        await ExecuteAsync(AddSql, cancellation, Hash(token), user, post, now, expires);

    /// <param name="post">Null for the session's own.</param>
    /// <returns>Null for a session that is unknown or ended, whose user is disabled, or who does not hold the post.</returns>
    public async Task<WebSession?> FindAsync(string token, Guid? post, CancellationToken cancellation)
    {
        await using var command = Command(FindSql, Hash(token), post is { } one ? one : DBNull.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation) || RoleNames.Parse(reader.GetString(5)) is not { } role) return null;
        var held = new Post(role, reader.GetString(6), [.. reader.GetFieldValue<string[]>(7)], reader.GetBoolean(8));
        return new(
            reader.GetString(0), reader.GetString(1),
            new(reader.GetGuid(4), reader.GetString(0), held, new(reader.GetDateTime(9)), null),
            new(reader.GetDateTime(2)), new(reader.GetDateTime(3)));
    }

    public Task TouchAsync(string token, DateTimeOffset now, CancellationToken cancellation) =>
        ExecuteAsync("UPDATE web_session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2", cancellation, Hash(token), now);

    public Task ChooseAsync(string token, Guid post, CancellationToken cancellation) =>
        ExecuteAsync("UPDATE web_session SET post = $2 WHERE hash = $1", cancellation, Hash(token), post);

    public Task EndAsync(string token, DateTimeOffset now, CancellationToken cancellation) =>
        ExecuteAsync("UPDATE web_session SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL", cancellation, Hash(token), now);

    /// <summary>Ends all sessions of a user.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndAllAsync(string user, DateTimeOffset now, CancellationToken cancellation) => ExecuteAsync(
        "UPDATE web_session SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2", cancellation, user, now);

    /// <summary>Removes sessions that nobody goes on from any more.</summary>
    public Task CleanAsync(DateTimeOffset before, CancellationToken cancellation) =>
        ExecuteAsync("DELETE FROM web_session WHERE expires_at < $1", cancellation, before);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value is DateTimeOffset moment ? moment.ToUniversalTime() : value);
        return command;
    }
}
