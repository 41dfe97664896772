namespace GridCity.Testing;

/// <summary>Real records and facts that lie beside the repository, in a folder <c>shared</c>.</summary>
public static class SharedData
{
    /// <summary>The full path of a file or folder, such as <c>data/geo-hangzhou</c>.</summary>
    /// <remarks>Skips the test where it is absent.</remarks>
    public static string Find(string path) =>
        Candidates(path).FirstOrDefault(found => File.Exists(found) || Directory.Exists(found))
        ?? throw new SkippedException($"../shared/{path} is not beside the repository");

    private static IEnumerable<string> Candidates(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", path);
    }
}
