using GridCity.Grains;
using GridCity.Rpc;

namespace GridCity.Silo.Access;

/// <summary>Who asks, as the token says.</summary>
/// <param name="Actor">The person at the post.</param>
/// <param name="Area">Only cells whose code begins so; empty for the whole city.</param>
internal sealed record Caller(Actor Actor, string Area)
{
    /// <summary>Who answers for command ids: the person, so that a new token does not open old acts again.</summary>
    public string Name => Actor.Id;

    /// <summary>The caller that the interceptor found.</summary>
    public static Caller Of(RpcCall call) =>
        CallSession.Of(call).Caller
        ?? throw new InvalidOperationException($"{call.Method} was reached without authentication.");

    public bool Covers(string cell) => Area.Length == 0 || cell.StartsWith(Area, StringComparison.Ordinal);

    /// <exception cref="RpcException">PERMISSION_DENIED for every other post.</exception>
    public Caller Require(params ReadOnlySpan<Role> roles) =>
        roles.Contains(Actor.Role)
            ? this
            : throw new RpcException(
                StatusCode.PermissionDenied, $"This is not for the post {RoleNames.Of(Actor.Role)}. Ask with a token of the post that may.");
}
