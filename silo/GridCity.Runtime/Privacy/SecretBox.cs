namespace GridCity.Runtime.Privacy;

/// <summary>Seals secrets of the city itself, such as those that people sign in with, under one key for one purpose.</summary>
public sealed class SecretBox
{
    private readonly byte[] _key;

    internal SecretBox(byte[] key) => _key = key;

    /// <param name="label">What the secret belongs to: it opens for nothing else.</param>
    public byte[] Seal(ReadOnlySpan<byte> clear, ReadOnlySpan<byte> label) => Envelope.Seal(_key, clear, label);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another key, another label, or changed bytes.</exception>
    public byte[] Open(byte[] secret, ReadOnlySpan<byte> label) => Envelope.Open(_key, secret, label);
}
