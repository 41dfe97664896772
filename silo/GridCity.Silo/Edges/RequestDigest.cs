using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace GridCity.Silo.Edges;

/// <summary>
/// What a request says, in 16 bytes: the first half of SHA-256 over the message's name and its serialised form without
/// the command id. The name is in it, because two acts can have the same fields.
/// </summary>
internal static class RequestDigest
{
    /// <summary>Tag of field 1 of wire type 2: every request that changes something has its command id there.</summary>
    private const byte CommandIdTag = (1 << 3) | 2;

    private const int IdLength = 36;
    private const int OnStack = 1024;

    public static UInt128 Of(IMessage request)
    {
        var name = request.Descriptor.FullName;
        var length = name.Length + request.CalculateSize();
        byte[]? rented = null;
        var bytes = length <= OnStack ? stackalloc byte[length] : (rented = ArrayPool<byte>.Shared.Rent(length)).AsSpan(0, length);
        Encoding.ASCII.GetBytes(name, bytes);
        request.WriteTo(bytes[name.Length..]);
        var digest = Hash(bytes, name.Length);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return digest;
    }

    /// <summary>Fields are written in the order of their numbers, so the command id comes first and is jumped over.</summary>
    private static UInt128 Hash(Span<byte> bytes, int nameLength)
    {
        if (bytes[nameLength] != CommandIdTag || bytes[nameLength + 1] != IdLength)
            throw new InvalidOperationException("A request that changes something has its command id in field 1.");
        bytes[..nameLength].CopyTo(bytes[(2 + IdLength)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[(2 + IdLength)..], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
