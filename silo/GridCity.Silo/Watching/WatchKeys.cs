using System.Collections.Immutable;
using GridCity.Protos.Desk.V1;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;

namespace GridCity.Silo.Watching;

/// <summary>What somebody asks to watch, as keys: one for each area that the caller may see of it.</summary>
internal static class WatchKeys
{
    /// <summary>The cases of a list.</summary>
    public static ImmutableArray<WatchKey> Of(ListQuestion question)
    {
        var filter = question.Filter;
        return Each(question.Area, new(
            question.Stage, Given(filter.Department), Given(filter.Holder), Given(filter.Category), Given(filter.Source),
            filter.Overdue ? true : null, filter.Urgency == Urgency.Unspecified ? null : filter.Urgency,
            question.List.IsOpenOnly ? true : null, Area: ""));
    }

    /// <summary>All cases of an area; of a department's people, those that it has.</summary>
    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT: no beginning of a cell's code. PERMISSION_DENIED: nothing of it.</exception>
    public static ImmutableArray<WatchKey> OfArea(string prefix, Caller caller)
    {
        ListQuestion.CheckPrefix(prefix, "area.cell_prefix");
        return Each(AreaLimit.Of(caller, prefix), new(null, caller.OwnDepartment, null, null, null, null, null, null, Area: ""));
    }

    private static ImmutableArray<WatchKey> Each(AreaLimit area, WatchKey key) =>
        area.IsWholeCity ? [key] : [.. area.Prefixes.Select(prefix => key with { Area = prefix })];

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
