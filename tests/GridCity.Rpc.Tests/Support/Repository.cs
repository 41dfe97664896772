namespace GridCity.Rpc.Tests.Support;

/// <summary>Where the sources are: the clients in other languages run from there.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Interop { get; } = Path.Combine(Root, "tests", "GridCity.Rpc.Tests", "interop");

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("No folder above the tests holds GridCity.sln.")
        : File.Exists(Path.Combine(folder, "GridCity.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
