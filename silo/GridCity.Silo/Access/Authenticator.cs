using System.Collections.Concurrent;
using GridCity.Rpc;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Access;

/// <summary>
/// Finds out who calls, once in a while by the table and else from memory: 64 callers at 10,000 calls a second cost
/// two look-ups a second.
/// </summary>
internal sealed class Authenticator(AccessTokens tokens, TimeProvider time)
{
    /// <summary>A revoked token works for so long at most.</summary>
    public static readonly TimeSpan RememberedMax = TimeSpan.FromSeconds(30);

    /// <summary>Tokens in memory; beyond that all are looked up again.</summary>
    private const int TokensMax = 10_000;

    private const string Scheme = "Bearer ";

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <param name="isStream">True for a call that may be older than what a caller is kept waiting for one answer.</param>
    /// <exception cref="RpcException">UNAUTHENTICATED: no token, or one that does not work.</exception>
    public ValueTask<Caller> AuthenticateAsync(RpcCall call, bool isStream = false)
    {
        var header = call.GetHeader("authorization") ?? throw Refused("The call carries no token.");
        if (_known.TryGetValue(header, out var known) && time.GetElapsedTime(known.Since) < RememberedMax)
            return new(known.Caller);
        return LookUpAsync(header, call, isStream);
    }

    private async ValueTask<Caller> LookUpAsync(string header, RpcCall call, bool isStream)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) throw Refused("The metadata holds no bearer token.");
        var since = time.GetTimestamp();
        var found = tokens.FindAsync(header[Scheme.Length..].Trim(), call.CancellationToken);
        var caller = await (isStream ? Statuses.GuardAsync(found) : Statuses.GuardAsync(call, found));
        if (caller is null)
        {
            _known.TryRemove(header, out _);
            throw Refused("The token is unknown, expired or revoked.");
        }
        if (_known.Count >= TokensMax) _known.Clear();
        _known[header] = new(caller, since);
        return caller;
    }

    private static RpcException Refused(string why) =>
        new(StatusCode.Unauthenticated, $"{why} Send 'authorization: Bearer TOKEN'; an administrator makes tokens.");

    private sealed record Known(Caller Caller, long Since);
}
