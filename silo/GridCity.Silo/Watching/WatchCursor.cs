using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GridCity.Rpc;
using GridCity.Runtime.Journal;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Watching;

/// <summary>
/// Where a watch goes on, as an opaque text with a checksum. Of an area, a queue and tasks: a place in the journal, the
/// same on every silo. Of a case: its version, which never gets too old.
/// </summary>
internal static class WatchCursor
{
    private const byte PlaceKind = 1, CaseKind = 2;
    private const int SumBytes = 4;
    private const int Bytes = 1 + (2 * sizeof(long)) + SumBytes;

    public static string OfPlace(JournalCursor place) => Write(PlaceKind, place.Transaction, place.Position);

    public static string OfCase(string @case, long version) => Write(CaseKind, Mark(@case), version);

    /// <returns>Null for an empty text: the beginning.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT: not a cursor of such a watch.</exception>
    public static JournalCursor? Place(string text) =>
        text.Length == 0 ? null
        : Read(text) is (PlaceKind, var transaction, var position) ? new(transaction, position)
        : throw Foreign();

    /// <inheritdoc cref="Place"/>
    public static long? Version(string text, string @case) =>
        text.Length == 0 ? null
        : Read(text) is (CaseKind, var mark, var version) && mark == Mark(@case) ? version
        : throw Foreign();

    private static string Write(byte kind, long first, long second)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], first);
        BinaryPrimitives.WriteInt64BigEndian(bytes[(1 + sizeof(long))..], second);
        Sum(bytes).CopyTo(bytes[^SumBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static (byte Kind, long First, long Second) Read(string text)
    {
        var bytes = new byte[Bytes];
        if (text.Length != Base64Url.GetEncodedLength(Bytes) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out _)
            || !Sum(bytes).SequenceEqual(bytes.AsSpan()[^SumBytes..]))
            throw Statuses.Invalid("cursor", "is not a cursor of this method, or was cut or changed. Begin with an empty one.");
        return (bytes[0], BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1 + sizeof(long))));
    }

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes[..^SumBytes]).AsSpan(0, SumBytes);

    private static long Mark(string @case) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(@case)));

    private static RpcException Foreign() =>
        Statuses.Invalid("cursor", "belongs to another watch. Go on with what it came from, or begin with an empty one.");
}
