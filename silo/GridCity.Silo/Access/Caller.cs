using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Rpc;

namespace GridCity.Silo.Access;

/// <summary>Who asks, as the token's post says.</summary>
/// <param name="Actor">The person at the post.</param>
/// <param name="Areas">Only cells whose code begins with one of these; none for the whole city.</param>
/// <param name="SeesPhone">True for a post with the right to see reporters' telephone numbers.</param>
/// <param name="IsPublic">True for whoever calls without an account.</param>
internal sealed record Caller(Actor Actor, ImmutableArray<string> Areas, bool SeesPhone = false, bool IsPublic = false)
{
    /// <summary>Who answers for command ids: the person, so that a new token does not open old acts again.</summary>
    public string Name => Actor.Id;

    /// <summary>The department whose cases alone this caller sees; null for a caller who sees those of all.</summary>
    public string? OwnDepartment => Actor.Role is Role.Handler or Role.Department ? Actor.Unit : null;

    /// <summary>The caller that the interceptor found.</summary>
    public static Caller Of(RpcCall call) =>
        CallSession.Of(call).Caller
        ?? throw new InvalidOperationException($"{call.Method} was reached without authentication.");

    /// <summary>True for a cell, or an area that lies within one of the caller's.</summary>
    public bool Covers(string cell)
    {
        if (Areas.IsEmpty) return true;
        foreach (var area in Areas)
            if (cell.StartsWith(area, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>What of an area the caller may see, as areas of which none lies in another.</summary>
    /// <param name="asked">Beginning of cell codes; empty for all that the caller may see.</param>
    /// <exception cref="RpcException">PERMISSION_DENIED: nothing of it.</exception>
    public ImmutableArray<string> Within(string asked)
    {
        if (Covers(asked)) return asked.Length == 0 ? [] : [asked];
        ImmutableArray<string> parts = [.. Areas.Where(area => area.StartsWith(asked, StringComparison.Ordinal))];
        return parts.IsEmpty ? throw Outside($"Cells {asked}… lie") : parts;
    }

    /// <summary>Lets through what lies in the caller's areas.</summary>
    /// <param name="what">For the message: <c>Cell 330106001001001 lies</c>.</param>
    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void RequireArea(string cell, string what)
    {
        if (!Covers(cell)) throw Outside(what);
    }

    /// <summary>Lets through a case that the caller may see.</summary>
    /// <exception cref="RpcException">PERMISSION_DENIED: outside the areas, or with departments of others only.</exception>
    public void RequireSight(CaseState.Known state)
    {
        RequireArea(state.Ticket.Report.Cell, "The case lies");
        if (OwnDepartment is { } own && !state.Concerns(own))
            throw new RpcException(
                StatusCode.PermissionDenied, $"Department '{own}' neither has the case, nor had it last, nor helps. Ask the dispatchers.");
    }

    /// <exception cref="RpcException">PERMISSION_DENIED for every other post.</exception>
    public Caller Require(params ReadOnlySpan<Role> roles) =>
        roles.Contains(Actor.Role)
            ? this
            : throw new RpcException(
                StatusCode.PermissionDenied, $"This is not for the post {RoleNames.Of(Actor.Role)}. Ask with a token of the post that may.");

    private static RpcException Outside(string what) => new(StatusCode.PermissionDenied, $"{what} outside the areas of your post.");
}
