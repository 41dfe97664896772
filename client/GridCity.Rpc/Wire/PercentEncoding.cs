using System.Buffers;
using System.Text;

namespace GridCity.Rpc.Wire;

/// <summary>
/// The form of <c>grpc-message</c>: UTF-8, every byte outside printable ASCII, and the percent sign, as <c>%XX</c>.
/// </summary>
internal static class PercentEncoding
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter != '%')));

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            if (octet is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)octet);
            else
                encoded.Append('%').Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 0xF]);
        return encoded.ToString();
    }

    /// <summary>Never fails: what is not a valid escape is kept as it came, as the protocol demands.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%'))
            return text;
        var bytes = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
            if (text[index] == '%' && index + 2 < text.Length
                && char.IsAsciiHexDigit(text[index + 1]) && char.IsAsciiHexDigit(text[index + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(index + 1, 2))[0]);
                index += 2;
            }
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(text, index, 1));
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
