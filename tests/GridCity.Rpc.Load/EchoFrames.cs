using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace GridCity.Rpc.Load;

/// <summary>
/// The bytes of the calls. The first call puts its headers into the connection's table, the others point to them, as
/// every HTTP/2 client does (RFC 7541).
/// </summary>
internal sealed class EchoFrames
{
    private const byte IndexedPost = 0x83, IndexedHttp = 0x86;
    private const byte LiteralPath = 0x44, LiteralAuthority = 0x41, LiteralContentType = 0x5f, LiteralNewName = 0x40;
    private const byte EndHeadersFlag = 4, EndStreamFlag = 1;
    private const byte DataType = 0, HeadersType = 1, SettingsType = 4, WindowUpdateType = 8;
    private const ushort HeaderTableSize = 1, InitialWindowSize = 4;

    // Newest entry first: te, content-type, authority, path.
    private static readonly byte[] LaterHeaders =
        [IndexedPost, IndexedHttp, 0x80 | 65, 0x80 | 64, 0x80 | 63, 0x80 | 62];

    private readonly byte[] _firstHeaders;
    private bool _isFirst = true;

    public EchoFrames(EchoPlan plan)
    {
        _firstHeaders =
        [
            IndexedPost, IndexedHttp,
            LiteralPath, .. Text(plan.Path),
            LiteralAuthority, .. Text($"127.0.0.1:{plan.Port}"),
            LiteralContentType, .. Text("application/grpc"),
            LiteralNewName, .. Text("te"), .. Text("trailers"),
        ];
        var message = new EchoMessage { Text = new string('x', plan.TextBytes) }.ToByteArray();
        Message = [0, 0, 0, 0, 0, .. message];
        BinaryPrimitives.WriteInt32BigEndian(Message.AsSpan(1), message.Length);
    }

    /// <summary>The message with its prefix.</summary>
    public byte[] Message { get; }

    public void WriteCall(Stream output, int stream)
    {
        Write(output, HeadersType, EndHeadersFlag, stream, _isFirst ? _firstHeaders : LaterHeaders);
        Write(output, DataType, EndStreamFlag, stream, Message);
        _isFirst = false;
    }

    /// <summary>The begin of a connection: the server is to send headers in full, and as much as it likes.</summary>
    public static byte[] Preface(int windowBytes)
    {
        using var output = new MemoryStream();
        output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Span<byte> settings = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(settings, HeaderTableSize);
        BinaryPrimitives.WriteInt32BigEndian(settings[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(settings[6..], InitialWindowSize);
        BinaryPrimitives.WriteInt32BigEndian(settings[8..], windowBytes);
        Write(output, SettingsType, 0, 0, settings);
        WriteWindowUpdate(output, windowBytes);
        return output.ToArray();
    }

    public static void WriteWindowUpdate(Stream output, int bytes)
    {
        Span<byte> increment = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, bytes);
        Write(output, WindowUpdateType, 0, 0, increment);
    }

    public static void Write(Stream output, byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[9];
        header[0] = (byte)(payload.Length >> 16);
        header[1] = unchecked((byte)(payload.Length >> 8));
        header[2] = unchecked((byte)payload.Length);
        header[3] = type;
        header[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], stream);
        output.Write(header);
        output.Write(payload);
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
