using System.Collections.Immutable;

namespace GridCity.Silo.Access;

/// <summary>
/// What of an area a caller may see. The one place where a caller's areas become a condition of a list or a search.
/// </summary>
/// <param name="Prefixes">Beginnings of cell codes, of which none lies in another; none means the whole city.</param>
internal sealed record AreaLimit(ImmutableArray<string> Prefixes)
{
    /// <param name="asked">Beginning of cell codes; empty for all that the caller may see.</param>
    /// <exception cref="Rpc.RpcException">PERMISSION_DENIED: nothing of it.</exception>
    public static AreaLimit Of(Caller caller, string asked = "") => new(caller.Within(asked));

    public bool IsWholeCity => Prefixes.IsEmpty;

    public bool Covers(string cell)
    {
        foreach (var prefix in Prefixes)
            if (cell.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return IsWholeCity;
    }
}
