using System.Collections.Frozen;

namespace GridCity.Silo.Web;

/// <summary>
/// The folder of the built pages. It is read once, and again when a newer build has replaced its pages, so that what is
/// answered is never half of one build and half of another.
/// </summary>
internal sealed class WebFolder(string folder)
{
    /// <summary>More is no build of the web client.</summary>
    private const long BytesMax = 256 * 1024 * 1024;

    private const string StartPage = "index.html", Assets = "assets";

    private readonly Lock _lock = new();
    private volatile Snapshot _now = Snapshot.Empty;

    public string Path => folder;

    /// <summary>True when there is a page to show.</summary>
    public bool IsBuilt => File.Exists(System.IO.Path.Combine(folder, StartPage));

    /// <param name="path">As in the request, from the first slash.</param>
    /// <returns>Null for a file that the build does not have.</returns>
    public WebFile? Find(string path) => Current().Files.GetValueOrDefault(path);

    /// <summary>The page of an entry: <c>/desk/index.html</c>, <c>/desk.html</c> or the start page, whichever there is.</summary>
    /// <param name="entry">Such as <c>/desk</c>; empty for the start page.</param>
    public WebFile? Page(string entry) =>
        Find($"{entry}/{StartPage}") ?? Find($"{entry}.html") ?? Find($"/{StartPage}");

    private Snapshot Current()
    {
        var build = BuildOf();
        if (_now.Build == build) return _now;
        lock (_lock) return _now.Build == build ? _now : _now = Read(build);
    }

    /// <summary>When its start page was written, and when a file was last added: a build under way is read again until it is whole.</summary>
    private (DateTime Page, DateTime Files)? BuildOf() => !IsBuilt ? null : (
        File.GetLastWriteTimeUtc(System.IO.Path.Combine(folder, StartPage)),
        Directory.GetLastWriteTimeUtc(System.IO.Path.Combine(folder, Assets)));

    private Snapshot Read((DateTime, DateTime)? build)
    {
        if (build is null) return Snapshot.Empty;
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null).ToList();
        if (files.Sum(file => file.Length) > BytesMax) throw new InvalidOperationException($"{folder} holds more than a build of the web client.");
        return new(build, files.ToFrozenDictionary(PathOf, file => new WebFile(file.Name, File.ReadAllBytes(file.FullName)), StringComparer.Ordinal));
    }

    private string PathOf(FileInfo file) => "/" + System.IO.Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');

    private sealed record Snapshot((DateTime Page, DateTime Files)? Build, FrozenDictionary<string, WebFile> Files)
    {
        public static Snapshot Empty { get; } = new(null, FrozenDictionary<string, WebFile>.Empty);
    }
}
