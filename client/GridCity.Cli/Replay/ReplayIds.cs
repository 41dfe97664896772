using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Cli.Replay;

/// <summary>
/// Command ids that are the same each time a file is played: the time of the city's creation, then a hash of record
/// and act. So a file played twice changes nothing, and one that was stopped goes on.
/// </summary>
internal sealed class ReplayIds(string map, DateTimeOffset cityCreatedAt)
{
    private const int TimeBytes = 6;

    /// <summary>A number that looks drawn and is the same each time.</summary>
    public uint Drawn(string record, string what)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(record, what, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    public string Of(string record, string act)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(record, act, hash);
        hash[..(16 - TimeBytes)].CopyTo(id[TimeBytes..]);
        var milliseconds = cityCreatedAt.ToUnixTimeMilliseconds();
        for (var at = TimeBytes - 1; at >= 0; at--, milliseconds >>= 8) id[at] = (byte)(milliseconds & 0xFF);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true).ToString();
    }

    private void Hash(string record, string what, Span<byte> hash) => SHA256.HashData(Encoding.UTF8.GetBytes($"{map}\n{record}\n{what}"), hash);
}
