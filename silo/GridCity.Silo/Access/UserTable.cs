using System.Collections.Immutable;
using Npgsql;

namespace GridCity.Silo.Access;

/// <summary>The tables of users and their posts.</summary>
internal sealed class UserTable(NpgsqlDataSource database)
{
    private const string AddSql = "INSERT INTO user_account (id, label) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    // Granting a post again changes what it lets its user see.
    private const string GrantSql =
        """
        INSERT INTO user_post (id, user_id, role, unit, areas, sees_phone)
        SELECT $1, id, $3, $4, $5, $6 FROM user_account WHERE id = $2 AND disabled_at IS NULL
        ON CONFLICT (user_id, role, unit, areas) WHERE revoked_at IS NULL DO UPDATE SET sees_phone = excluded.sees_phone
        RETURNING id, user_id, role, unit, areas, sees_phone, granted_at, revoked_at
        """;

    private const string PostsSql =
        "SELECT id, user_id, role, unit, areas, sees_phone, granted_at, revoked_at FROM user_post";

    private const string TokensSql =
        """
        SELECT t.id, t.post, t.created_at, t.expires_at, t.revoked_at
        FROM access_token t JOIN user_post p ON p.id = t.post WHERE p.user_id = $1 ORDER BY t.created_at, t.id
        """;

    /// <returns>False when there is such a user.</returns>
    public async Task<bool> AddAsync(string id, string label, CancellationToken cancellation) =>
        await ExecuteAsync(AddSql, cancellation, id, label) == 1;

    /// <summary>Ends all that the user may do; what was done stays.</summary>
    /// <returns>False when there is no such user, or it was disabled before.</returns>
    public async Task<bool> DisableAsync(string id, CancellationToken cancellation) =>
        await ExecuteAsync("UPDATE user_account SET disabled_at = now() WHERE id = $1 AND disabled_at IS NULL", cancellation, id) == 1;

    /// <returns>Null when there is no such user, or it is disabled.</returns>
    public async Task<UserPost?> GrantAsync(string user, Post post, CancellationToken cancellation)
    {
        await using var command = Command(
            GrantSql, Guid.CreateVersion7(), user, RoleNames.Of(post.Role), post.Unit, post.Areas.ToArray(), post.SeesPhone);
        return (await PostsAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>The post as it is, or granted without further rights.</summary>
    /// <returns>Null when there is no such user, or it is disabled.</returns>
    public async Task<UserPost?> EnsureAsync(string user, Post post, CancellationToken cancellation)
    {
        await using var command = Command(
            $"{PostsSql} WHERE user_id = $1 AND role = $2 AND unit = $3 AND areas = $4 AND revoked_at IS NULL",
            user, RoleNames.Of(post.Role), post.Unit, post.Areas.ToArray());
        return (await PostsAsync(command, cancellation)).SingleOrDefault() ?? await GrantAsync(user, post, cancellation);
    }

    /// <returns>False when there is no such post, or it was revoked before.</returns>
    public async Task<bool> RevokeAsync(Guid post, CancellationToken cancellation) =>
        await ExecuteAsync("UPDATE user_post SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL", cancellation, post) == 1;

    public async Task<UserPost?> PostAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = Command($"{PostsSql} WHERE id = $1", id);
        return (await PostsAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>The post that a token is for.</summary>
    public async Task<UserPost?> PostOfTokenAsync(Guid token, CancellationToken cancellation)
    {
        await using var command = Command($"{PostsSql} WHERE id = (SELECT post FROM access_token WHERE id = $1)", token);
        return (await PostsAsync(command, cancellation)).SingleOrDefault();
    }

    /// <summary>A user with all posts and tokens.</summary>
    public async Task<User?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var command = Command("SELECT id, label, created_at, disabled_at FROM user_account WHERE id = $1", id);
        if ((await UsersAsync(command, cancellation)).SingleOrDefault() is not { } user) return null;
        return user with { Posts = await PostsAsync([id], cancellation), Tokens = await TokensAsync(id, cancellation) };
    }

    /// <summary>Users with their posts, in order of ids.</summary>
    public async Task<ImmutableArray<User>> ListAsync(string after, int countMax, CancellationToken cancellation)
    {
        await using var command = Command(
            "SELECT id, label, created_at, disabled_at FROM user_account WHERE id > $1 ORDER BY id LIMIT $2", after, countMax);
        var users = await UsersAsync(command, cancellation);
        var posts = (await PostsAsync([.. users.Select(user => user.Id)], cancellation)).ToLookup(post => post.UserId);
        return [.. users.Select(user => user with { Posts = [.. posts[user.Id]] })];
    }

    private async Task<ImmutableArray<UserPost>> PostsAsync(string[] users, CancellationToken cancellation)
    {
        await using var command = Command($"{PostsSql} WHERE user_id = ANY ($1) ORDER BY granted_at, id", (object)users);
        return await PostsAsync(command, cancellation);
    }

    private async Task<ImmutableArray<UserToken>> TokensAsync(string user, CancellationToken cancellation)
    {
        await using var command = Command(TokensSql, user);
        return await ReadAsync(command, reader => new UserToken(
            reader.GetGuid(0), reader.GetGuid(1), Moment(reader, 2)!.Value, Moment(reader, 3)!.Value, Moment(reader, 4)), cancellation);
    }

    private static Task<ImmutableArray<User>> UsersAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        ReadAsync(
            command, reader => new User(reader.GetString(0), reader.GetString(1), Moment(reader, 2)!.Value, Moment(reader, 3)), cancellation);

    private static Task<ImmutableArray<UserPost>> PostsAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        ReadAsync(command, reader => new UserPost(
            reader.GetGuid(0),
            reader.GetString(1),
            new(
                RoleNames.Parse(reader.GetString(2)) ?? throw new InvalidOperationException($"'{reader.GetString(2)}' is no post of this version."),
                reader.GetString(3), [.. reader.GetFieldValue<string[]>(4)], reader.GetBoolean(5)),
            Moment(reader, 6)!.Value,
            Moment(reader, 7)), cancellation);

    private static async Task<ImmutableArray<T>> ReadAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows.DrainToImmutable();
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new(reader.GetDateTime(column));

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }
}
