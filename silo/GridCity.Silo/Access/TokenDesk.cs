using GridCity.Rpc;
using Npgsql;

namespace GridCity.Silo.Access;

/// <summary>A token that may be made.</summary>
internal sealed record WantedToken(string Person, Post Post, int Days);

/// <summary>
/// Makes a token in one step for a person at a post: adds the user and grants the post where they are not there yet. The
/// first token of a city can be made in no other way.
/// </summary>
internal sealed class TokenDesk(NpgsqlDataSource database)
{
    private readonly UserTable _users = new(database);
    private readonly AccessTokens _tokens = new(database);

    /// <exception cref="RpcException">FAILED_PRECONDITION: the user is disabled.</exception>
    public async Task<IssuedToken> IssueAsync(WantedToken wanted, CancellationToken cancellation = default)
    {
        await _users.AddAsync(wanted.Person, "", cancellation);
        return await _users.EnsureAsync(wanted.Person, wanted.Post, cancellation) is { } post
            && await _tokens.IssueAsync(post.Id, wanted.Days, cancellation) is { } issued
                ? issued
                : throw new RpcException(StatusCode.FailedPrecondition, $"User '{wanted.Person}' is disabled. Choose another id.");
    }
}
