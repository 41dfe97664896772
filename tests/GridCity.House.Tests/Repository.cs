using System.Xml.Linq;

namespace GridCity.House.Tests;

/// <summary>The files of this repository as they lie on disk; needs no git.</summary>
internal static class Repository
{
    private static readonly string[] FoldersLeftOut = ["artifacts", "bin", "obj", "node_modules"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Under(Root).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Sources => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Projects =>
        Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>Projects that are shipped.</summary>
    public static IEnumerable<string> ShippedProjects =>
        Projects.Where(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static XElement ReadXml(string file) => XElement.Load(Path.Combine(Root, file));

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    /// <summary>Names of the projects that a project refers to, whatever the condition.</summary>
    public static IEnumerable<string> ReferencesOf(string project) =>
        ReadXml(project).Descendants("ProjectReference")
            .Select(reference => NameOf((string?)reference.Attribute("Include") ?? ""))
            .Where(name => name.Length > 0);

    /// <summary>Lines of sources that match, each as <c>file:line: text</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> files, Func<string, string, bool> matches) =>
        from file in files
        from line in Read(file).Split('\n').Index()
        where matches(file, line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !folder.EnumerateFiles("GridCity.sln").Any()) folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Run the tests from a build inside the repository.");
    }

    private static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Under));

    /// <summary>A city's data, a version store and what tools fetch are not ours to judge.</summary>
    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is var name && !FoldersLeftOut.Contains(name)
            && (!name.StartsWith('.') || name == ".ci");
}
