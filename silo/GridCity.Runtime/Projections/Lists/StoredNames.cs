using System.Reflection;
using GridCity.Grains;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>Stored names of single events, for readers that want few of them.</summary>
internal static class StoredNames
{
    public static string Of<T>() => typeof(T).GetCustomAttribute<StoredNameAttribute>()!.Name;
}
