using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Runtime.Privacy;

/// <summary>One 256-bit key of the city.</summary>
/// <param name="id">1 and up for those that wrap; <see cref="LookupId"/> for the one that hashes contacts.</param>
internal sealed class CityKey(int id, byte[] bytes)
{
    public const int LookupId = 0;

    public const int BytesLength = 32;

    private static readonly byte[] FingerprintLabel = "gridcity.city-key.fingerprint.v1"u8.ToArray();

    public int Id => id;

    /// <summary>For the file only.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Tells keys apart without giving anything of them away.</summary>
    public byte[] Fingerprint => HMACSHA256.HashData(bytes, FingerprintLabel);

    public static CityKey Make(int id) => new(id, RandomNumberGenerator.GetBytes(BytesLength));

    public static byte[]? Parse(string base64) =>
        Base64.IsValid(base64, out var length) && length == BytesLength ? Convert.FromBase64String(base64) : null;

    /// <summary>The keyed hash of a contact, as the look-up table keeps it.</summary>
    public byte[] Hash(string contact) => HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes(contact));

    public byte[] Wrap(Guid person, byte[] dataKey) => Envelope.Seal(bytes, dataKey, Label(person));

    /// <exception cref="CryptographicException">Not wrapped by this key for this person.</exception>
    public byte[] Unwrap(Guid person, byte[] wrapped) => Envelope.Open(bytes, wrapped, Label(person));

    private static byte[] Label(Guid person) => [.. "gridcity.person-key.v1"u8, .. person.ToByteArray(bigEndian: true)];
}
