using System.Collections.Immutable;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Edges;
using Npgsql;

namespace GridCity.Silo.Access.Sessions;

/// <summary>A session as its person sees it.</summary>
/// <param name="Posts">All that the person holds, the oldest first.</param>
internal sealed record OwnSession(string Token, WebSession Session, ImmutableArray<UserPost> Posts);

/// <summary>What somebody signs in with.</summary>
internal sealed record Credentials(string Account, string Password, string Code);

/// <summary>Begins, renews and ends sessions. Times are the silo's, so that a test can move them.</summary>
internal sealed class SessionDesk(
    NpgsqlDataSource database, Passwords passwords, SecondFactors factors, AuditLog audit, SessionLimits limits, TimeProvider time)
{
    /// <summary>A call writes down that the session was used at most so often.</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    /// <summary>An expired session can be gone on from for so long.</summary>
    private static readonly TimeSpan RenewableMax = TimeSpan.FromDays(7);

    private readonly SignInTable _accounts = new(database);
    private readonly SessionTable _sessions = new(database);
    private readonly UserTable _users = new(database);

    public SessionLimits Limits => limits;

    /// <summary>True for an account that somebody may sign in with.</summary>
    public async Task<bool> HasAsync(string account, CancellationToken cancellation) =>
        await _accounts.FindAsync(account, cancellation) is not null;

    /// <exception cref="RpcException">UNAUTHENTICATED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, PERMISSION_DENIED: no post.</exception>
    public async Task<OwnSession> BeginAsync(Credentials given, string peer, CancellationToken cancellation)
    {
        await VerifyAsync(given, cancellation);
        return await StartAsync(given.Account, null, peer, cancellation);
    }

    /// <summary>Goes on from a session that may have expired, at the same post if it is still held.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public async Task<OwnSession> RenewAsync(SessionToken old, string password, string code, string peer, CancellationToken cancellation)
    {
        var session = await _sessions.FindAsync(old.Text, null, cancellation) ?? throw NoSession();
        await VerifyAsync(new(session.User, password, code), cancellation);
        await _sessions.EndAsync(old.Text, time.GetUtcNow(), cancellation);
        return await StartAsync(session.User, session.Post.Id, peer, cancellation);
    }

    /// <returns>Null for a session that is unknown, over, or without the post.</returns>
    /// <param name="isUse">False for a stream that looks whether its session still lives: that keeps none alive.</param>
    public async Task<Caller?> CallerAsync(SessionToken token, bool isUse, CancellationToken cancellation)
    {
        if (await LivingAsync(token, cancellation) is not { } session) return null;
        var now = time.GetUtcNow();
        if (isUse && now - session.SeenAt >= TouchInterval) await _sessions.TouchAsync(token.Text, now, cancellation);
        var post = session.Post.Post;
        return new(new(session.User, post.Role, post.Unit), post.Areas, post.SeesPhone);
    }

    /// <exception cref="RpcException">UNAUTHENTICATED.</exception>
    public async Task<OwnSession> OwnAsync(SessionToken token, CancellationToken cancellation)
    {
        var session = await LivingAsync(token, cancellation) ?? throw NoSession();
        return new(token.Text, session, await PostsAsync(session.User, cancellation));
    }

    /// <exception cref="RpcException">UNAUTHENTICATED, or NOT_FOUND: not a post of the person.</exception>
    public async Task<OwnSession> ChooseAsync(SessionToken token, Guid post, CancellationToken cancellation)
    {
        var own = await OwnAsync(token, cancellation);
        if (own.Posts.All(one => one.Id != post)) throw new RpcException(StatusCode.NotFound, "You do not hold this post.");
        await _sessions.ChooseAsync(token.Text, post, cancellation);
        return await OwnAsync(new(token.Text, null), cancellation);
    }

    /// <summary>Sets the own password, and ends the person's other sessions.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public async Task<OwnSession> ChangePasswordAsync(
        SessionToken token, Credentials given, string password, string peer, CancellationToken cancellation)
    {
        var own = await OwnAsync(token, cancellation);
        Passwords.Checked(password, own.Session.User, "new_password");
        await VerifyAsync(given with { Account = own.Session.User }, cancellation);
        await NoteAsync(own.Session.User, "password.changed", peer, cancellation);
        var hash = await passwords.HashAsync(own.Session.User, password, cancellation);
        await _accounts.SetPasswordAsync(own.Session.User, hash, cancellation);
        await _sessions.EndAllAsync(own.Session.User, time.GetUtcNow(), cancellation);
        return await StartAsync(own.Session.User, own.Session.Post.Id, peer, cancellation);
    }

    public async Task EndAsync(SessionToken token, string user, string peer, CancellationToken cancellation)
    {
        await NoteAsync(user, "session.ended", peer, cancellation);
        await _sessions.EndAsync(token.Text, time.GetUtcNow(), cancellation);
    }

    /// <summary>Removes what nobody can use any more.</summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        await _sessions.CleanAsync(time.GetUtcNow() - RenewableMax, cancellation);
        await _accounts.CleanAsync(time.GetUtcNow(), cancellation);
    }

    public static RpcException NoSession() =>
        new(StatusCode.Unauthenticated, "There is no session, or it has ended. Sign in again: what you have typed stays on the page.");

    private async Task<WebSession?> LivingAsync(SessionToken token, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await _sessions.FindAsync(token.Text, token.Post, cancellation) is { } session
            && now < session.ExpiresAt && now - session.SeenAt < limits.IdleMax
                ? session
                : null;
    }

    private async Task VerifyAsync(Credentials given, CancellationToken cancellation)
    {
        if (await _accounts.TryAsync(given.Account, time.GetUtcNow(), cancellation) is var wait && wait > TimeSpan.Zero)
            throw Statuses.Overload($"Too many wrong tries of this account; the next one counts in {Math.Ceiling(wait.TotalSeconds)} s.", wait);
        var account = await _accounts.FindAsync(given.Account, cancellation);
        if (!await passwords.FitsAsync(given.Account, account?.Password, given.Password, cancellation)) throw Wrong();
        if (account!.SecondFactor is not { } secret)
            throw new RpcException(StatusCode.FailedPrecondition, "This account has no second factor yet. Ask an administrator to enrol one.");
        var step = Totp.Match(factors.Open(account.User, secret), given.Code.Replace(" ", "", StringComparison.Ordinal), time.GetUtcNow());
        if (step is null || !await _accounts.UseStepAsync(account.User, step.Value, cancellation)) throw Wrong();
        await _accounts.ForgetTriesAsync(given.Account, cancellation);
    }

    private async Task<OwnSession> StartAsync(string user, Guid? wanted, string peer, CancellationToken cancellation)
    {
        var posts = await PostsAsync(user, cancellation);
        if (posts.IsEmpty)
            throw new RpcException(StatusCode.PermissionDenied, "You hold no post. Ask an administrator to grant one.");
        var post = posts.FirstOrDefault(one => one.Id == wanted) ?? posts[0];
        var (token, now) = (SessionToken.New(), time.GetUtcNow());
        await NoteAsync(user, "session.begun", peer, cancellation);
        await _sessions.AddAsync(token, user, post.Id, now, now + limits.LengthMax, cancellation);
        return await OwnAsync(new(token, null), cancellation);
    }

    private async Task<ImmutableArray<UserPost>> PostsAsync(string user, CancellationToken cancellation) =>
        await _users.FindAsync(user, cancellation) is { } known ? [.. known.Posts.Where(post => post.RevokedAt is null)] : [];

    private Task NoteAsync(string user, string action, string peer, CancellationToken cancellation) =>
        audit.AppendAsync(AuditEntry.Of(user, action, user, ("peer", peer)), cancellation);

    private static RpcException Wrong() => new(
        StatusCode.Unauthenticated, "Account, password or code is wrong, or the code was used before. Wait for the next code and try again.");
}
