namespace GridCity.Rpc.Wire;

/// <summary>Base64 of <c>-bin</c> metadata: sent without padding, taken with or without it ("Binary-Header").</summary>
internal static class Base64
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <exception cref="FormatException">The text is not base64.</exception>
    public static byte[] Decode(string text) => (text.Length % 4) switch
    {
        2 => Convert.FromBase64String(text + "=="),
        3 => Convert.FromBase64String(text + "="),
        _ => Convert.FromBase64String(text),
    };
}
