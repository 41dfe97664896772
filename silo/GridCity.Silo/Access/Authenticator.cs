using System.Collections.Concurrent;
using GridCity.Rpc;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Access;

/// <summary>
/// Finds out who calls, once in a while by the tables and else from memory: 64 callers at 10,000 calls a second cost
/// two look-ups a second. A program sends a token, a person's browser a session.
/// </summary>
internal sealed class Authenticator(AccessTokens tokens, SessionDesk sessions, TimeProvider time)
{
    /// <summary>A revoked token, or a session that was ended elsewhere, works for so long at most.</summary>
    public static readonly TimeSpan RememberedMax = TimeSpan.FromSeconds(30);

    /// <summary>Callers in memory; beyond that all are looked up again.</summary>
    private const int CallersMax = 10_000;

    private const string Scheme = "Bearer ";

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <param name="isStream">True for a call that may be older than what a caller is kept waiting for one answer.</param>
    /// <exception cref="RpcException">UNAUTHENTICATED: no token, or one that does not work.</exception>
    public ValueTask<Caller> AuthenticateAsync(RpcCall call, bool isStream = false)
    {
        var header = call.GetHeader("authorization") ?? throw Refused("The call carries no token.");
        if (_known.TryGetValue(header, out var known) && (isStream || known.IsUse) && time.GetElapsedTime(known.Since) < RememberedMax)
            return new(known.Caller);
        return LookUpAsync(header, call, isStream);
    }

    /// <summary>Forgets a session that has changed or ended.</summary>
    public void Forget(string session)
    {
        foreach (var header in _known.Keys)
            if (header.StartsWith(SessionToken.Scheme + session, StringComparison.Ordinal)) _known.TryRemove(header, out _);
    }

    private async ValueTask<Caller> LookUpAsync(string header, RpcCall call, bool isStream)
    {
        var session = SessionToken.Parse(header);
        if (session is null && !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Refused("The metadata holds no bearer token.");
        var since = time.GetTimestamp();
        var found = session is null
            ? tokens.FindAsync(header[Scheme.Length..].Trim(), call.CancellationToken)
            : sessions.CallerAsync(session, isUse: !isStream, call.CancellationToken);
        var caller = await (isStream ? Statuses.GuardAsync(found) : Statuses.GuardAsync(call, found));
        if (caller is null)
        {
            _known.TryRemove(header, out _);
            throw session is null ? Refused("The token is unknown, expired or revoked.") : SessionDesk.NoSession();
        }
        if (_known.Count >= CallersMax) _known.Clear();
        // A stream's look is no use of a session: the next call looks again, and says that it is one.
        _known[header] = new(caller, since, IsUse: session is null || !isStream);
        return caller;
    }

    private static RpcException Refused(string why) =>
        new(StatusCode.Unauthenticated, $"{why} Send 'authorization: Bearer TOKEN'; an administrator makes tokens.");

    private sealed record Known(Caller Caller, long Since, bool IsUse);
}
