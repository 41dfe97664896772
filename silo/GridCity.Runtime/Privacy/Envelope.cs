using System.Security.Cryptography;

namespace GridCity.Runtime.Privacy;

/// <summary>
/// Sealed bytes: a version (1), a nonce of 12 bytes, the ciphertext, a tag of 16 bytes; AES-256-GCM (NIST SP 800-38D).
/// Nonces are random: safe for 2^32 seals under one key, which no person and no city comes near.
/// </summary>
internal static class Envelope
{
    /// <summary>What sealing adds, in bytes.</summary>
    public const int OverheadBytes = 1 + NonceBytes + TagBytes;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> label)
    {
        var envelope = new byte[OverheadBytes + clear.Length];
        envelope[0] = Version;
        RandomNumberGenerator.Fill(Nonce(envelope));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(Nonce(envelope), clear, Cipher(envelope), Tag(envelope), label);
        return envelope;
    }

    /// <exception cref="CryptographicException">Another key, another label, changed bytes, or a version that is not known.</exception>
    public static byte[] Open(byte[] key, byte[] envelope, ReadOnlySpan<byte> label)
    {
        if (envelope.Length < OverheadBytes || envelope[0] != Version)
            throw new CryptographicException("The sealed bytes are cut short or of a newer version of GridCity.");
        var clear = new byte[envelope.Length - OverheadBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(Nonce(envelope), Cipher(envelope), Tag(envelope), clear, label);
        return clear;
    }

    private static Span<byte> Nonce(byte[] envelope) => envelope.AsSpan(1, NonceBytes);

    private static Span<byte> Cipher(byte[] envelope) => envelope.AsSpan((1 + NonceBytes)..^TagBytes);

    private static Span<byte> Tag(byte[] envelope) => envelope.AsSpan(^TagBytes..);
}
