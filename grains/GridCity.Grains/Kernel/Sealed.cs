using System.Buffers.Text;

namespace GridCity.Grains;

/// <summary>
/// A text that only the holder of a person's key can read. A decider never sees it clear; destroying the key erases it
/// from all history at once.
/// </summary>
/// <param name="Person">Opaque id of the person whose key sealed it.</param>
/// <param name="Cipher">The sealed bytes, as base64.</param>
public sealed record Sealed(string Person, string Cipher)
{
    /// <summary>Bytes that sealing adds to the text at most: key edition, nonce and authentication tag.</summary>
    private const int OverheadBytesMax = 64;

    /// <summary>
    /// A character of UTF-16 takes at most three bytes of UTF-8, and three bytes take four of base64.
    /// </summary>
    internal static int CipherLengthMax(int textLengthMax) => ((textLengthMax * 3) + OverheadBytesMax + 2) / 3 * 4;

    internal static Refusal? Check(Sealed? text, string field, int textLengthMax) =>
        text is null ? null
        : Texts.Code(text.Person, $"{field}.person")
        ?? Texts.Required(text.Cipher, $"{field}.cipher", CipherLengthMax(textLengthMax))
        ?? (Base64.IsValid(text.Cipher) ? null : NotBase64($"{field}.cipher"));

    private static Refusal NotBase64(string field) =>
        new(RefusalKind.Invalid, "sealed/not-base64",
            $"'{field}' is not base64. Send the sealed bytes, never the text.", field);
}
