using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GridCity.Runtime.Privacy;

/// <summary>The keys of the city are missing, others, or open to everyone; the message says what to do.</summary>
public sealed class CityKeyException(string message) : Exception(message);

/// <summary>
/// The city's keys in a file that only its owner reads (mode 0600): one that hashes contacts, for ever, and those that
/// wrap the persons' keys, the newest last. Without the file nothing sealed opens: it belongs into the city's backup,
/// apart from the database's. Every silo of a city has the same content.
/// </summary>
public sealed class CityKeyFile
{
    private const string Title = "# GridCity: the keys of this city. Keep a copy away from the database's backups.";

    private const string LookupName = "lookup";

    private const UnixFileMode OthersAny = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string _path;
    private volatile Content _content;

    private CityKeyFile(string path, Content content) => (_path, _content) = (path, content);

    /// <summary>Number of the newest wrapping key.</summary>
    internal int Newest => _content.Wrapping.Keys.Max();

    internal CityKey Lookup => _content.Lookup;

    internal IEnumerable<CityKey> All => _content.Wrapping.Values.Append(_content.Lookup);

    /// <summary>Reads the file, or makes it with new keys if it is not there.</summary>
    /// <exception cref="CityKeyException">Readable by others, or not of this form.</exception>
    public static async Task<CityKeyFile> OpenOrMakeAsync(string path, CancellationToken cancellation = default)
    {
        if (!File.Exists(path)) await MakeAsync(path, cancellation);
        return new(path, Read(path));
    }

    /// <summary>The key of that number, looking again at the file for one that was added meanwhile.</summary>
    /// <exception cref="CityKeyException">The file does not hold it.</exception>
    internal CityKey Wrapping(int id)
    {
        if (!_content.Wrapping.ContainsKey(id)) _content = Read(_path);
        return _content.Wrapping.TryGetValue(id, out var key) ? key : throw new CityKeyException(
            $"The city's key {id} is not in {_path}. Copy the key file of the silo that rotated the keys, or restore it from the backup.");
    }

    /// <summary>Adds a new newest key; it is on disk when this returns.</summary>
    internal async Task<int> AddAsync(CancellationToken cancellation)
    {
        var id = Newest + 1;
        await WriteAsync(_content with { Wrapping = _content.Wrapping.Add(id, CityKey.Make(id)) }, cancellation);
        return id;
    }

    /// <summary>Forgets the wrapping keys before that number.</summary>
    internal Task RemoveBeforeAsync(int id, CancellationToken cancellation)
    {
        var old = _content.Wrapping.Keys.Where(key => key < id);
        return WriteAsync(_content with { Wrapping = _content.Wrapping.RemoveRange(old) }, cancellation);
    }

    private static async Task MakeAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var first = ImmutableSortedDictionary<int, CityKey>.Empty.Add(1, CityKey.Make(1));
        var unfinished = WriteAside(path, new(CityKey.Make(CityKey.LookupId), first));
        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another silo made it at the same moment: its keys count.
            File.Delete(unfinished);
        }

        await SyncFolderAsync(path, cancellation);
    }

    private async Task WriteAsync(Content content, CancellationToken cancellation)
    {
        File.Move(WriteAside(_path, content), _path, overwrite: true);
        await SyncFolderAsync(_path, cancellation);
        _content = content;
    }

    /// <summary>A new name is safe from a power cut only once its folder is on disk; the library has no call for that.</summary>
    private static async Task SyncFolderAsync(string path, CancellationToken cancellation)
    {
        using var sync = Process.Start("sync", [Path.GetDirectoryName(Path.GetFullPath(path))!]);
        await sync.WaitForExitAsync(cancellation);
        if (sync.ExitCode != 0) throw new IOException($"The folder of {path} could not be written to disk.");
    }

    private static string WriteAside(string path, Content content)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(unfinished, options);
        file.Write(Encoding.ASCII.GetBytes(content.ToText()));
        file.Flush(flushToDisk: true);
        return unfinished;
    }

    private static Content Read(string path)
    {
        if ((File.GetUnixFileMode(path) & OthersAny) != 0)
            throw new CityKeyException($"{path} holds the city's keys and is open to everyone on this machine: chmod 600 {path}");
        return Content.Parse(File.ReadAllLines(path))
            ?? throw new CityKeyException($"{path} is not a key file of GridCity or is cut short. Restore it from the backup.");
    }

    private sealed record Content(CityKey Lookup, ImmutableSortedDictionary<int, CityKey> Wrapping)
    {
        public string ToText() => string.Join('\n',
            [Title, Line(LookupName, Lookup), .. Wrapping.Select(pair => Line($"{pair.Key}", pair.Value)), ""]);

        public static Content? Parse(string[] lines)
        {
            CityKey? lookup = null;
            var wrapping = ImmutableSortedDictionary<int, CityKey>.Empty;
            foreach (var words in lines.Where(line => line is not ("" or ['#', ..])).Select(line => line.Split(' ')))
            {
                if (words.Length != 2 || CityKey.Parse(words[1]) is not { } bytes) return null;
                if (words[0] == LookupName) lookup = new(CityKey.LookupId, bytes);
                else if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) wrapping = wrapping.Add(id, new(id, bytes));
                else return null;
            }

            return lookup is null || wrapping.IsEmpty ? null : new(lookup, wrapping);
        }

        private static string Line(string name, CityKey key) => $"{name} {Convert.ToBase64String(key.Bytes)}";
    }
}
