using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace GridCity.Grains.Cases;

/// <summary>The identity of a case; opaque, never parsed.</summary>
/// <param name="Value">The grain's key.</param>
[JsonConverter(typeof(CaseIdJson))]
public readonly record struct CaseId(string Value)
{
    private const int UuidBytes = 16;
    private const int TimestampBytes = 6;

    /// <summary>The grain of the case.</summary>
    public GrainId Grain => CaseKind.Kind.Id(Value);

    /// <summary>
    /// The identity that a register command founds, so that the same command asked twice meets the same case. A UUID of
    /// version 8 (RFC 9562): the time of the command id, then a hash of caller and id. So ids sort by time, which keeps
    /// indexes dense, and no caller can choose the id of another's case.
    /// </summary>
    /// <param name="caller">The authenticated client.</param>
    /// <param name="commandId">UUID version 7.</param>
    public static CaseId Derive(string caller, Guid commandId)
    {
        ArgumentException.ThrowIfNullOrEmpty(caller);
        Span<byte> id = stackalloc byte[UuidBytes];
        commandId.TryWriteBytes(id, bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. id, .. Encoding.UTF8.GetBytes(caller)], hash);
        hash[..(UuidBytes - TimestampBytes)].CopyTo(id[TimestampBytes..]);
        MarkAsVersion8(id);
        return new(Convert.ToHexStringLower(id));
    }

    /// <summary>The identity of the case that a grain id names.</summary>
    /// <exception cref="ArgumentException">The grain is not a case.</exception>
    public static CaseId Of(GrainId grain) =>
        grain.Is(CaseKind.Kind.Name) ? new(grain.Key) : throw new ArgumentException($"'{grain}' is not a case.");

    public override string ToString() => Value;

    private static void MarkAsVersion8(Span<byte> id)
    {
        var version = BinaryPrimitives.ReadUInt16BigEndian(id[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)((version & 0x0FFF) | 0x8000));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
    }
}

internal sealed class CaseIdJson() : WrappedTextJson<CaseId>(text => new(text), id => id.Value);
