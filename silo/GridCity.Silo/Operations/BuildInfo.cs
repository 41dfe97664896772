using System.Reflection;

namespace GridCity.Silo.Operations;

/// <summary>What runs here.</summary>
internal static class BuildInfo
{
    private static readonly Assembly Own = typeof(BuildInfo).Assembly;

    /// <summary>Version of the product, without the source revision.</summary>
    public static string Version { get; } =
        Own.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary><c>embedded</c> or <c>cluster</c>.</summary>
    public static string Build { get; } =
        Own.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "GridCity.Build").Value!;
}
