using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace GridCity.Rpc;

/// <summary>One entry of metadata: text, or bytes when the name ends in <c>-bin</c>.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Text">The text; for bytes their base64 form as on the wire.</param>
public readonly record struct RpcMetadataEntry(string Name, string Text)
{
    public bool IsBinary => RpcMetadata.IsBinaryName(Name);

    /// <exception cref="FormatException">The value on the wire is not base64.</exception>
    public byte[] Bytes => Wire.Base64.Decode(Text);
}

/// <summary>
/// Headers or trailers of a call, in order; a name may occur more than once. Names are case-insensitive, names that
/// begin with <c>grpc-</c> are the protocol's own.
/// </summary>
public sealed class RpcMetadata : IReadOnlyCollection<RpcMetadataEntry>
{
    private const string BinarySuffix = "-bin";

    internal static readonly RpcMetadata SentEmpty = new() { _isSent = true };

    private readonly List<RpcMetadataEntry> _entries = [];
    private bool _isSent;

    public int Count => _entries.Count;

    /// <summary>Adds text: printable ASCII, because HTTP/2 carries nothing else.</summary>
    /// <exception cref="ArgumentException">The name or the value cannot travel; bytes want <c>-bin</c>.</exception>
    public void Add(string name, string value)
    {
        var key = Checked(name);
        if (IsBinaryName(key))
            throw new ArgumentException($"Metadata '{name}' is binary by its name: add bytes.", nameof(name));
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"Metadata '{name}' is not printable ASCII: use a -bin name.", nameof(value));
        AddUnsent(new RpcMetadataEntry(key, value));
    }

    /// <summary>Adds bytes under a name that ends in <c>-bin</c>.</summary>
    /// <exception cref="ArgumentException">The name does not end in <c>-bin</c> or cannot travel.</exception>
    public void Add(string name, ReadOnlySpan<byte> value)
    {
        var key = Checked(name);
        if (!IsBinaryName(key))
            throw new ArgumentException($"Metadata '{name}' is text by its name: bytes want -bin.", nameof(name));
        AddUnsent(new RpcMetadataEntry(key, Wire.Base64.Encode(value)));
    }

    /// <summary>The last value under the name, or null.</summary>
    public string? GetText(string name) => TryFind(name, out var entry) ? entry.Text : null;

    /// <summary>The last bytes under the name, or null.</summary>
    /// <exception cref="FormatException">The value on the wire is not base64.</exception>
    public byte[]? GetBytes(string name) => TryFind(name, out var entry) ? entry.Bytes : null;

    public List<RpcMetadataEntry>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    IEnumerator<RpcMetadataEntry> IEnumerable<RpcMetadataEntry>.GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    internal static bool IsBinaryName(string name) => name.EndsWith(BinarySuffix, StringComparison.Ordinal);

    /// <summary>True for names that belong to HTTP or to the protocol and are not shown as metadata.</summary>
    internal static bool IsReserved(string name) =>
        name.Length == 0 || name[0] == ':'
        || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("te", StringComparison.OrdinalIgnoreCase)
        || name.Equals("host", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a header as it came; several binary values may share one line, separated by commas.</summary>
    internal void AddFromWire(string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (IsReserved(key))
            return;
        if (!IsBinaryName(key) || !value.Contains(','))
            _entries.Add(new RpcMetadataEntry(key, value));
        else
            foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
                _entries.Add(new RpcMetadataEntry(key, part));
    }

    internal void MarkAsSent() => _isSent = true;

    private void AddUnsent(RpcMetadataEntry entry)
    {
        if (_isSent)
            throw new InvalidOperationException($"Metadata '{entry.Name}' comes too late: the headers are sent.");
        _entries.Add(entry);
    }

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var key = name.ToLowerInvariant();
        foreach (var letter in key)
            if (!(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
                throw new ArgumentException($"Metadata name '{name}' may hold a-z, 0-9 and '-_.' only.", nameof(name));
        return IsReserved(key)
            ? throw new ArgumentException($"Metadata name '{name}' is reserved: choose another.", nameof(name))
            : key;
    }

    private bool TryFind(string name, [MaybeNullWhen(false)] out RpcMetadataEntry found)
    {
        for (var index = _entries.Count - 1; index >= 0; index--)
            if (_entries[index].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = _entries[index];
                return true;
            }
        found = default;
        return false;
    }
}
