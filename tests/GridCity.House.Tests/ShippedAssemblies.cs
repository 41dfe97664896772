using System.Reflection;

namespace GridCity.House.Tests;

/// <summary>The shipped assemblies that this build contains.</summary>
public static class ShippedAssemblies
{
    /// <summary>Assembly names by project name; a command has a name that is good to type.</summary>
    private static readonly Dictionary<string, string> Assemblies =
        Repository.ShippedProjects.ToDictionary(Repository.NameOf, AssemblyOf);

    /// <summary>Names of the projects.</summary>
    public static TheoryData<string> Names => [.. Assemblies.Keys.Where(project => File.Exists(FileOf(project)))];

    internal static Assembly Load(string project) => Assembly.Load(Assemblies[project]);

    /// <summary>Types written by us: neither by the compiler nor by a generator.</summary>
    internal static IEnumerable<Type> TypesOf(string project) =>
        Load(project).GetTypes().Where(type => !IsGenerated(type));

    private static string AssemblyOf(string projectFile) =>
        Repository.ReadXml(projectFile).Descendants("AssemblyName").FirstOrDefault()?.Value
        ?? Repository.NameOf(projectFile);

    private static string FileOf(string project) =>
        Path.Combine(AppContext.BaseDirectory, $"{Assemblies[project]}.dll");

    /// <summary>The class of top-level statements counts as the compiler's.</summary>
    private static bool IsGenerated(Type type) =>
        type == type.Assembly.EntryPoint?.DeclaringType
        || type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
