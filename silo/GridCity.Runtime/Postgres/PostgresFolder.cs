using System.Security.Cryptography;
using System.Text;

namespace GridCity.Runtime.Postgres;

/// <summary>
/// The folder of a private server: <c>data</c> (PostgreSQL's own), <c>password</c>, <c>port</c>, <c>log</c>, <c>lock</c>,
/// and <c>socket</c>, which names a folder for the socket if this one's path is too long. It belongs to the server's user and is closed to all others.
/// </summary>
internal sealed class PostgresFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where the data go if the server's user cannot reach the folder asked for.</summary>
    private const string ReachableRoot = "/var/lib/gridcity";

    private const long LogBytesMax = 10 << 20;

    private readonly ServerUser _user;

    private PostgresFolder(string path, ServerUser user) => (Path, _user) = (path, user);

    public string Path { get; }

    public string Data => In("data");

    public string DataUnfinished => In("data.unfinished");

    public string Log => In("log");

    public bool HasData => File.Exists(System.IO.Path.Combine(Data, "PG_VERSION"));

    public int? MajorOfData => HasData ? int.Parse(File.ReadAllText(System.IO.Path.Combine(Data, "PG_VERSION"))) : null;

    private string PasswordFile => In("password");

    private string PortFile => In("port");

    private string SocketFolderFile => In("socket");

    /// <summary>
    /// Makes the folder. Root's server runs as another user, who cannot pass a closed home folder: then the data lie
    /// under <c>/var/lib/gridcity</c>, and the folder asked for becomes a link to them.
    /// </summary>
    public static async Task<PostgresFolder> PrepareAsync(string asked, ServerUser user, CancellationToken cancellation)
    {
        var path = System.IO.Path.GetFullPath(asked);
        if (Directory.Exists(path)) path = Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        await MakeAsync(path, user, cancellation);
        if (await user.CanUseAsync(path, cancellation)) return new(path, user);
        if (Directory.EnumerateFileSystemEntries(path).Any())
            throw new PrivatePostgresException($"{path} holds files that the server's user cannot reach. Choose an empty folder.");
        var elsewhere = System.IO.Path.Combine(ReachableRoot, $"{System.IO.Path.GetFileName(path)}-{Digest(path)}");
        await MakeAsync(elsewhere, user, cancellation);
        Directory.Delete(path);
        Directory.CreateSymbolicLink(path, elsewhere);
        return new(elsewhere, user);
    }

    /// <summary>Lets one starter at a time work on the folder; the kernel frees the lock of a killed one.</summary>
    public async Task<FileStream> LockAsync(TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(In("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
            }
        }
    }

    public string ReadPassword() => File.ReadAllText(PasswordFile);

    /// <summary>The file that initdb takes the new password from.</summary>
    public async Task<string> MakePasswordFileAsync(CancellationToken cancellation)
    {
        await WriteAsync(PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), cancellation);
        return PasswordFile;
    }

    public int? ReadPort() => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), out var port) ? port : null;

    public Task WritePortAsync(int port, CancellationToken cancellation) => WriteAsync(PortFile, $"{port}", cancellation);

    /// <summary>The folder of the socket if it is not this one, and still there.</summary>
    public string? ReadSocketFolder() =>
        File.Exists(SocketFolderFile) && File.ReadAllText(SocketFolderFile) is var folder && Directory.Exists(folder) ? folder : null;

    public Task WriteSocketFolderAsync(string folder, CancellationToken cancellation) => WriteAsync(SocketFolderFile, folder, cancellation);

    public Task WriteDataAsync(string name, string text, CancellationToken cancellation) =>
        WriteAsync(System.IO.Path.Combine(Data, name), text, cancellation);

    /// <summary>Keeps a log that has grown long as <c>log.old</c>; the server writes only warnings and errors.</summary>
    /// <returns>Its length, in bytes: what a start adds begins there.</returns>
    public long TrimLog()
    {
        if (!File.Exists(Log)) return 0;
        var length = new FileInfo(Log).Length;
        if (length <= LogBytesMax) return length;
        File.Move(Log, Log + ".old", overwrite: true);
        return 0;
    }

    public string ReadLog(long start)
    {
        if (!File.Exists(Log)) return "";
        using var file = File.OpenRead(Log);
        file.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static async Task MakeAsync(string path, ServerUser user, CancellationToken cancellation)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? "/");
        Directory.CreateDirectory(path, OwnerOnly);
        await user.OwnAsync(path, cancellation);
    }

    private async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        var unfinished = path + ".unfinished";
        File.Delete(unfinished);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var file = new FileStream(unfinished, options)) await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await _user.OwnAsync(unfinished, cancellation);
        File.Move(unfinished, path, overwrite: true);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
