using System.Collections.Immutable;
using System.Reflection;
using GridCity.Grains;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>Stored names of events, for readers that want not all of them.</summary>
internal static class StoredNames
{
    public static string Of<T>() => Of(typeof(T));

    /// <summary>All events of one kind of grain.</summary>
    public static ImmutableArray<string> OfAll<T>() =>
        [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T))).Select(Of).Order(StringComparer.Ordinal)];

    private static string Of(Type type) => type.GetCustomAttribute<StoredNameAttribute>()!.Name;
}
