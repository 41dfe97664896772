using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace GridCity.Rpc.Wire;

/// <summary>Writes length-prefixed messages straight into the output's own memory.</summary>
internal static class MessageWriter
{
    /// <summary>Writes one message; flushing is the caller's.</summary>
    /// <returns>Bytes written.</returns>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED for a message over the limit; nothing was written.</exception>
    public static int Write<T>(IBufferWriter<byte> output, T message, int bytesMax, bool compress)
        where T : class, IMessage<T>
    {
        var size = message.CalculateSize();
        if (size > bytesMax)
            throw WireErrors.TooLarge(size, bytesMax);
        if (compress)
            return WriteCompressed(output, message);
        WritePrefix(output, 0, size);
        message.WriteTo(output);
        return FrameParser.PrefixBytes + size;
    }

    /// <summary>One message in memory of its own.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED for a message over the limit.</exception>
    public static ReadOnlyMemory<byte> ToFrame<T>(T message, int bytesMax, bool compress)
        where T : class, IMessage<T>
    {
        // A byte more than needed: the serializer looks for room before it finds that it is done.
        var output = new ArrayBufferWriter<byte>(FrameParser.PrefixBytes + message.CalculateSize() + 1);
        Write(output, message, bytesMax, compress);
        return output.WrittenMemory;
    }

    private static int WriteCompressed(IBufferWriter<byte> output, IMessage message)
    {
        var compressed = Gzip.Compress(message.ToByteArray());
        WritePrefix(output, 1, compressed.Length);
        output.Write(compressed.Span);
        return FrameParser.PrefixBytes + compressed.Length;
    }

    private static void WritePrefix(IBufferWriter<byte> output, byte flag, int length)
    {
        var prefix = output.GetSpan(FrameParser.PrefixBytes);
        prefix[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        output.Advance(FrameParser.PrefixBytes);
    }
}
