using System.Buffers;
using System.Buffers.Binary;

namespace GridCity.Rpc.Wire;

/// <summary>One length-prefixed message as it lies in the input.</summary>
internal readonly record struct MessageFrame(bool IsCompressed, ReadOnlySequence<byte> Payload);

/// <summary>
/// Takes length-prefixed messages off a byte stream: a flag byte (0 or 1), four bytes of length (big endian), the
/// message (gRPC over HTTP/2, "Length-Prefixed-Message").
/// </summary>
internal static class FrameParser
{
    public const int PrefixBytes = 5;

    /// <summary>Takes the first message off the buffer, if all of it is there.</summary>
    /// <returns>False, and the buffer as it was, when more bytes are needed.</returns>
    /// <exception cref="RpcException">
    /// INTERNAL for a flag other than 0 and 1, RESOURCE_EXHAUSTED for a length over the limit: both are found before
    /// any of the message is buffered.
    /// </exception>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, int bytesMax, out MessageFrame frame)
    {
        frame = default;
        if (buffer.Length < PrefixBytes)
            return false;
        var (isCompressed, length) = ReadPrefix(buffer);
        if (length > (uint)bytesMax)
            throw WireErrors.TooLarge(length, bytesMax);
        if (buffer.Length - PrefixBytes < length)
            return false;
        frame = new MessageFrame(isCompressed, buffer.Slice(PrefixBytes, length));
        buffer = buffer.Slice(frame.Payload.End);
        return true;
    }

    private static (bool IsCompressed, uint Length) ReadPrefix(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= PrefixBytes)
            return ReadPrefix(buffer.FirstSpan);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        return ReadPrefix(prefix);
    }

    private static (bool IsCompressed, uint Length) ReadPrefix(ReadOnlySpan<byte> prefix)
    {
        if (prefix[0] > 1)
            throw WireErrors.BadFlag(prefix[0]);
        return (prefix[0] == 1, BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]));
    }
}
