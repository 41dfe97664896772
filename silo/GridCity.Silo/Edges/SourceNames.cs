using GridCity.Grains;
using GridCity.Grains.Cases;

namespace GridCity.Silo.Edges;

/// <summary>Sorts of sources as they are written in lists and in a city's folder.</summary>
internal static class SourceNames
{
    public static string Of(SourceKind kind) => kind switch
    {
        SourceKind.Hotline => "hotline",
        SourceKind.Inspector => "inspector",
        SourceKind.Citizen => "citizen",
        SourceKind.Superior => "superior",
        SourceKind.OtherSystem => "other-system",
        SourceKind.Recognised => "video",
        _ => throw new System.Diagnostics.UnreachableException($"{kind} has no name."),
    };

    /// <summary>The source that a post stands for; null for one that takes no reports in.</summary>
    public static string? OfPost(Role role) => role switch
    {
        Role.Agent => Of(SourceKind.Hotline),
        Role.Inspector => Of(SourceKind.Inspector),
        Role.OtherSystem => Of(SourceKind.OtherSystem),
        _ => null,
    };
}
