using System.Text.RegularExpressions;

namespace GridCity.Runtime.Postgres;

/// <summary>The folder of one installed PostgreSQL's server binaries.</summary>
/// <param name="Major">15 or later.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int MajorMin = 15;

    /// <summary>Names a folder to look into first, for binaries in an unusual place.</summary>
    public const string FolderVariable = "GRIDCITY_POSTGRES_BIN";

    private const string PackagedRoot = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The newest binaries, or exactly those of the version that made the data.</summary>
    /// <param name="majorOfData">Data of one major version is read by no other.</param>
    /// <exception cref="PrivatePostgresException">None fit; the message names the package to install.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? majorOfData, CancellationToken cancellation)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders().Where(HasServer).Distinct())
            found.Add(new(folder, await MajorAsync(folder, cancellation)));
        return Choose(found, majorOfData);
    }

    internal static PostgresBinaries Choose(IReadOnlyCollection<PostgresBinaries> found, int? majorOfData)
    {
        var fitting = found.Where(binaries => binaries.Major >= MajorMin && binaries.Major == (majorOfData ?? binaries.Major));
        return fitting.MaxBy(binaries => binaries.Major) ?? throw new PrivatePostgresException(majorOfData is { } major
            ? $"The data were made by PostgreSQL {major}, which is not installed: apt-get install postgresql-{major}, " +
              "or bring them to another version with pg_upgrade."
            : $"No PostgreSQL server of version {MajorMin} or later is installed: apt-get install postgresql " +
              $"(found: {Listed(found)}). {FolderVariable} names a folder of binaries in an unusual place.");
    }

    private static string Listed(IReadOnlyCollection<PostgresBinaries> found) =>
        found.Count == 0 ? "none" : string.Join(", ", found.Select(binaries => $"{binaries.Major} in {binaries.Folder}"));

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named) yield return named;
        if (Directory.Exists(PackagedRoot))
            foreach (var version in Directory.EnumerateDirectories(PackagedRoot)) yield return Path.Combine(version, "bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (File.Exists(Path.Combine(folder, "initdb"))) yield return RealFolder(folder);
    }

    /// <summary>Distributions link initdb into PATH; the other binaries stand beside the real one.</summary>
    private static string RealFolder(string folder) =>
        File.ResolveLinkTarget(Path.Combine(folder, "initdb"), returnFinalTarget: true) is { } real
            ? Path.GetDirectoryName(real.FullName)!
            : folder;

    private static bool HasServer(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(Path.Combine(folder, name)));

    private static async Task<int> MajorAsync(string folder, CancellationToken cancellation)
    {
        var said = await ServerUser.Myself.RunAsync(Path.Combine(folder, "postgres"), ["--version"], "/", cancellation);
        return FirstNumber().Match(said.Text) is { Success: true } match ? int.Parse(match.Value) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();
}
