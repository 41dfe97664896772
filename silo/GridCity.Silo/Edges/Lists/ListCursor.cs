using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GridCity.Rpc;

namespace GridCity.Silo.Edges.Lists;

/// <summary>
/// Where a page ended: the moment and id of its last case. Written as an opaque text with a checksum, and a mark of the
/// list that it belongs to: a cut or changed one is told from one of another list.
/// </summary>
internal readonly record struct ListCursor(DateTimeOffset Moment, string Id)
{
    private const int MarkBytes = 8;
    private const int FixedBytes = MarkBytes + sizeof(long) + MarkBytes;
    private const int LengthMax = 512;

    /// <param name="list">What the list was asked for by, in words; the same for each of its pages.</param>
    public string Write(string list)
    {
        var id = Encoding.UTF8.GetBytes(Id);
        var bytes = new byte[FixedBytes + id.Length];
        Mark(list).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(MarkBytes), Moment.UtcTicks);
        id.CopyTo(bytes, MarkBytes + sizeof(long));
        Sum(bytes).CopyTo(bytes, bytes.Length - MarkBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null for an empty text: the first page.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT: not a token of ours, or of another list.</exception>
    public static ListCursor? Parse(string text, string list)
    {
        if (text.Length == 0) return null;
        if (text.Length > LengthMax || !Base64Url.IsValid(text)) throw Broken();
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < FixedBytes || !Sum(bytes).AsSpan().SequenceEqual(bytes.AsSpan()[^MarkBytes..])) throw Broken();
        if (!Mark(list).AsSpan().SequenceEqual(bytes.AsSpan(0, MarkBytes)))
            throw Statuses.Invalid("page_token", "belongs to another list. Ask with the filter and order of its page, or begin with an empty one.");
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(MarkBytes));
        return new(new(ticks, TimeSpan.Zero), Encoding.UTF8.GetString(bytes.AsSpan()[(MarkBytes + sizeof(long))..^MarkBytes]));
    }

    private static byte[] Mark(string list) => SHA256.HashData(Encoding.UTF8.GetBytes(list))[..MarkBytes];

    private static byte[] Sum(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, bytes.Length - MarkBytes))[..MarkBytes];

    private static RpcException Broken() =>
        Statuses.Invalid("page_token", "is not a next_page_token of this method, or was cut or changed. Begin with an empty one.");
}
