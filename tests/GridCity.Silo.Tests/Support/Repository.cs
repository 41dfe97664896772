namespace GridCity.Silo.Tests.Support;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GridCity.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No GridCity.sln above {AppContext.BaseDirectory}.");
    }
}
