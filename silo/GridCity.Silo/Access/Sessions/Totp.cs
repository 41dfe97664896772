using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Silo.Access.Sessions;

/// <summary>
/// Time-based codes (RFC 6238 over RFC 4226): six digits, a new one every 30 seconds, HMAC-SHA-1, which is what every
/// authenticator app takes.
/// </summary>
internal static class Totp
{
    /// <summary>The length that RFC 4226 recommends.</summary>
    private const int SecretBytes = 20;

    private const int StepSeconds = 30;

    /// <summary>A code of the step before or after is taken too: clocks of telephones are off by some seconds.</summary>
    private const int StepsApart = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <returns>The step whose code it is; null for a code that does not hold now.</returns>
    public static long? Match(byte[] secret, string code, DateTimeOffset now)
    {
        long? found = null;
        var given = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) - StepsApart; step <= StepAt(now) + StepsApart; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, step)), given)) found = step;
        return found;
    }

    /// <summary>The secret as people type it (RFC 4648).</summary>
    public static string Text(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5) text.Append(Base32[Bits(secret, bit)]);
        return text.ToString();
    }

    /// <returns>Null for what is no base32.</returns>
    public static byte[]? Parse(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('=').ToUpperInvariant();
        if (letters.Length == 0 || !letters.All(letter => Base32.Contains(letter))) return null;
        var bytes = new byte[letters.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Base32.IndexOf(letters[bit / 5]) >> (4 - (bit % 5)) & 1) == 1) bytes[bit / 8] |= (byte)(1 << (7 - (bit % 8)));
        return bytes;
    }

    /// <summary>For the picture code that an authenticator app reads.</summary>
    public static string Uri(byte[] secret, string account) =>
        $"otpauth://totp/GridCity:{System.Uri.EscapeDataString(account)}?secret={Text(secret)}&issuer=GridCity";

    private static int Bits(byte[] bytes, int from)
    {
        var value = 0;
        for (var bit = from; bit < from + 5; bit++)
            value = (value << 1) | (bit < bytes.Length * 8 ? bytes[bit / 8] >> (7 - (bit % 8)) & 1 : 0);
        return value;
    }
}
