using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>
/// Words as the database keeps them: 8 bytes of a keyed hash (HMAC-SHA-256). Who has the database without the city's key
/// file cannot tell which word a hash stands for, nor try a dictionary on it.
/// </summary>
/// <param name="key">Of the city, for this purpose alone.</param>
public sealed class WordHashes(byte[] key)
{
    /// <summary>Hashes of one text, at most; what is beyond is not found.</summary>
    public const int CountMax = 400;

    /// <summary>A city's reports are made of some ten thousand words: their hashes are kept.</summary>
    private const int KeptMax = 100_000;

    private readonly ConcurrentDictionary<string, long> _kept = new(StringComparer.Ordinal);

    /// <summary>The hashes of a text's words, each once.</summary>
    public long[] Of(string? text) => text is null ? [] : [.. Words.Of(text).Take(CountMax).Select(Hash)];

    private long Hash(string word)
    {
        if (_kept.TryGetValue(word, out var known)) return known;
        if (_kept.Count >= KeptMax) _kept.Clear();
        return _kept[word] = BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(word)));
    }
}
