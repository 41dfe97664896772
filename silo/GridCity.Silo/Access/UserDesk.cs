using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access.Sessions;
using Npgsql;

namespace GridCity.Silo.Access;

/// <summary>
/// Adds users, grants posts and makes tokens. Each act is in the audit log before it is done, so that none is missing there;
/// one that then fails is in it too.
/// </summary>
internal sealed class UserDesk(NpgsqlDataSource database, AuditLog audit, SignInDesk accounts)
{
    private readonly UserTable _users = new(database);
    private readonly AccessTokens _tokens = new(database);
    private readonly TokenDesk _tokensOfNew = new(database);

    /// <exception cref="RpcException">ALREADY_EXISTS.</exception>
    public async Task<User> AddAsync(string id, string label, Caller by, CancellationToken cancellation)
    {
        await NoteAsync(by, "user.added", id, cancellation);
        return await _users.AddAsync(id, label, cancellation)
            ? await FindAsync(id, cancellation)
            : throw new RpcException(StatusCode.AlreadyExists, $"There is a user '{id}'. Grant it a post, or choose another id.");
    }

    /// <exception cref="RpcException">NOT_FOUND.</exception>
    public async Task<User> FindAsync(string id, CancellationToken cancellation) =>
        await _users.FindAsync(id, cancellation) ?? throw new RpcException(StatusCode.NotFound, $"There is no user '{id}'.");

    public async Task<IReadOnlyList<User>> ListAsync(string after, int countMax, CancellationToken cancellation) =>
        await _users.ListAsync(after, countMax, cancellation);

    /// <exception cref="RpcException">NOT_FOUND, FAILED_PRECONDITION, or PERMISSION_DENIED outside the caller's areas.</exception>
    public async Task<UserPost> GrantAsync(string user, Post post, Caller by, CancellationToken cancellation)
    {
        RequireAreas(post, by);
        await FindAsync(user, cancellation);
        await NoteAsync(by, "post.granted", user, cancellation, Words(post));
        return await _users.GrantAsync(user, post, cancellation) ?? throw IsDisabled(user);
    }

    /// <inheritdoc cref="GrantAsync"/>
    public async Task RevokePostAsync(Guid id, Caller by, CancellationToken cancellation)
    {
        var post = await PostAsync(id, by, cancellation);
        await NoteAsync(by, "post.revoked", post.UserId, cancellation, Words(post.Post));
        if (!await _users.RevokeAsync(id, cancellation))
            throw new RpcException(StatusCode.FailedPrecondition, "The post was revoked before.");
    }

    /// <inheritdoc cref="GrantAsync"/>
    public async Task<IssuedToken> IssueAsync(Guid id, int days, Caller by, CancellationToken cancellation)
    {
        var post = await PostAsync(id, by, cancellation);
        await NoteAsync(by, "token.made", post.UserId, cancellation, Words(post.Post));
        return await _tokens.IssueAsync(id, days, cancellation)
            ?? throw new RpcException(StatusCode.FailedPrecondition, $"The post is revoked, or user '{post.UserId}' is disabled.");
    }

    /// <summary>Makes a token for a person at a post, who may both be new.</summary>
    /// <inheritdoc cref="GrantAsync"/>
    public async Task<IssuedToken> IssueAsync(WantedToken wanted, Caller by, CancellationToken cancellation)
    {
        RequireAreas(wanted.Post, by);
        await NoteAsync(by, "token.made", wanted.Person, cancellation, Words(wanted.Post));
        return await _tokensOfNew.IssueAsync(wanted, cancellation);
    }

    /// <inheritdoc cref="GrantAsync"/>
    public async Task RevokeTokenAsync(Guid id, Caller by, CancellationToken cancellation)
    {
        var post = await _users.PostOfTokenAsync(id, cancellation) ?? throw NoToken();
        RequireAreas(post.Post, by);
        await NoteAsync(by, "token.revoked", post.UserId, cancellation, ("token", $"{id}"));
        if (!await _tokens.RevokeAsync(id, cancellation)) throw NoToken();
    }

    /// <summary>Ends all that a user may do, within half a minute on every silo.</summary>
    /// <inheritdoc cref="GrantAsync"/>
    public async Task<User> DisableAsync(string id, Caller by, CancellationToken cancellation)
    {
        await WithinAsync(id, by, cancellation);
        await NoteAsync(by, "user.disabled", id, cancellation);
        return await _users.DisableAsync(id, cancellation) ? await FindAsync(id, cancellation) : throw IsDisabled(id);
    }

    /// <summary>Sets what a user signs in with: whoever does could act as the user, so all posts have to lie within the own areas.</summary>
    /// <inheritdoc cref="GrantAsync"/>
    public async Task SetPasswordAsync(string user, string password, Caller by, CancellationToken cancellation)
    {
        await WithinAsync(user, by, cancellation);
        await NoteAsync(by, "user.password-set", user, cancellation);
        if (!await accounts.SetPasswordAsync(user, password, cancellation)) throw IsDisabled(user);
    }

    /// <returns>The secret.</returns>
    /// <inheritdoc cref="SetPasswordAsync"/>
    public async Task<byte[]> EnrolAsync(string user, Caller by, CancellationToken cancellation)
    {
        await WithinAsync(user, by, cancellation);
        await NoteAsync(by, "user.second-factor-enrolled", user, cancellation);
        return await accounts.EnrolAsync(user, cancellation) ?? throw IsDisabled(user);
    }

    /// <returns>How many ended.</returns>
    /// <inheritdoc cref="SetPasswordAsync"/>
    public async Task<int> EndSessionsAsync(string user, Caller by, CancellationToken cancellation)
    {
        await WithinAsync(user, by, cancellation);
        await NoteAsync(by, "user.sessions-ended", user, cancellation);
        return await accounts.EndSessionsAsync(user, cancellation);
    }

    public Task<bool> CanSignInAsync(string user, CancellationToken cancellation) => accounts.CanSignInAsync(user, cancellation);

    private async Task WithinAsync(string user, Caller by, CancellationToken cancellation)
    {
        var posts = (await FindAsync(user, cancellation)).Posts;
        foreach (var post in posts.Where(post => post.RevokedAt is null)) RequireAreas(post.Post, by);
    }

    private async Task<UserPost> PostAsync(Guid id, Caller by, CancellationToken cancellation)
    {
        var post = await _users.PostAsync(id, cancellation) ?? throw new RpcException(StatusCode.NotFound, "There is no such post.");
        RequireAreas(post.Post, by);
        return post;
    }

    /// <summary>Nobody gives or takes more than they have themselves.</summary>
    private static void RequireAreas(Post post, Caller by)
    {
        if (post.Areas.IsEmpty) by.RequireArea("", "A post for the whole city lies");
        foreach (var area in post.Areas) by.RequireArea(area, $"Area {area} lies");
    }

    private Task NoteAsync(
        Caller by, string action, string user, CancellationToken cancellation, params (string, string)[] detail) =>
        audit.AppendAsync(AuditEntry.Of(by.Name, action, user, detail), cancellation);

    private static (string, string)[] Words(Post post) =>
    [
        ("role", RoleNames.Of(post.Role)), ("unit", post.Unit), ("areas", string.Join(' ', post.Areas)),
        ("sees_phone", post.SeesPhone ? "yes" : "no"),
    ];

    private static RpcException IsDisabled(string user) =>
        new(StatusCode.FailedPrecondition, $"User '{user}' is disabled, which cannot be undone. Add another.");

    private static RpcException NoToken() => new(StatusCode.NotFound, "There is no such token, or it was revoked before.");
}
