using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Silo.Access;

/// <summary>Somebody, or a program, that works on the city.</summary>
/// <param name="Id">Opaque; stands as actor in every history.</param>
/// <param name="Label">For people; may be empty.</param>
/// <param name="DisabledAt">From then on no token of the user works; null while they do.</param>
internal sealed record User(string Id, string Label, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    /// <summary>Oldest first, revoked ones included.</summary>
    public ImmutableArray<UserPost> Posts { get; init; } = [];

    /// <summary>Oldest first, expired and revoked ones included.</summary>
    public ImmutableArray<UserToken> Tokens { get; init; } = [];
}

/// <summary>What a user may do, and where.</summary>
internal sealed record UserPost(Guid Id, string UserId, Post Post, DateTimeOffset GrantedAt, DateTimeOffset? RevokedAt);

/// <summary>A post as it is granted.</summary>
/// <param name="Unit">Code of the department or the inspector; else empty.</param>
/// <param name="Areas">Beginnings of cell codes of which none lies in another; none for the whole city.</param>
/// <param name="SeesPhone">The right to see reporters' telephone numbers.</param>
internal sealed record Post(Role Role, string Unit, ImmutableArray<string> Areas, bool SeesPhone);

/// <summary>A token, without what would open anything.</summary>
internal sealed record UserToken(
    Guid Id, Guid PostId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);
