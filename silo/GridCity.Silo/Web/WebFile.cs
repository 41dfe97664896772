using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace GridCity.Silo.Web;

/// <summary>A file of the built pages, in memory, compressed when somebody first wants it so.</summary>
internal sealed class WebFile
{
    /// <summary>Smaller ones are not worth it.</summary>
    private const int CompressedFromBytes = 1024;

    /// <summary>Close to the best of Brotli at a tenth of its time.</summary>
    private const int BrotliQuality = 9;

    private const int BrotliWindowBits = 22;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".woff"] = "font/woff",
        [".txt"] = "text/plain; charset=utf-8",
        [".pbf"] = "application/x-protobuf",
        [".wasm"] = "application/wasm",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Compressed = [".png", ".jpg", ".webp", ".woff2", ".woff"];

    private readonly byte[] _plain;
    private readonly Lazy<byte[]?> _brotli, _gzip;

    public WebFile(string path, byte[] plain)
    {
        _plain = plain;
        var extension = Path.GetExtension(path);
        Type = Types.GetValueOrDefault(extension, "application/octet-stream");
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"";
        var isWorth = plain.Length >= CompressedFromBytes && !Compressed.Contains(extension);
        _brotli = new(() => isWorth ? Smaller(Brotli()) : null);
        _gzip = new(() => isWorth ? Smaller(Gzip()) : null);
    }

    public string Type { get; }

    public string Tag { get; }

    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    /// <returns>The bytes, and the encoding that they are in; null for none.</returns>
    public (byte[] Bytes, string? Encoding) For(string accepted)
    {
        if (Accepts(accepted, "br") && _brotli.Value is { } brotli) return (brotli, "br");
        return Accepts(accepted, "gzip") && _gzip.Value is { } gzip ? (gzip, "gzip") : (_plain, null);
    }

    private static bool Accepts(string accepted, string encoding)
    {
        foreach (var part in accepted.Split(','))
        {
            var words = part.Split(';', StringSplitOptions.TrimEntries);
            if (words[0].Trim() == encoding) return words.Length == 1 || words[1].Replace(" ", "", StringComparison.Ordinal) is not ("q=0" or "q=0.0");
        }

        return false;
    }

    private byte[]? Smaller(byte[] compressed) => compressed.Length < _plain.Length ? compressed : null;

    private byte[] Brotli()
    {
        var bytes = new byte[BrotliEncoder.GetMaxCompressedLength(_plain.Length)];
        return BrotliEncoder.TryCompress(_plain, bytes, out var length, BrotliQuality, BrotliWindowBits) ? bytes[..length] : _plain;
    }

    private byte[] Gzip()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(_plain);
        return memory.ToArray();
    }
}
